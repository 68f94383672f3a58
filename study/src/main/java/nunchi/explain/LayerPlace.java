package nunchi.explain;

/// Where an example lies on the map of a layer.
///
/// @param path       of the layer; `examples` for what goes into the first
/// @param x          on the map, in its coordinates
/// @param y          on the map
/// @param neighbours the inspected examples whose outputs of the layer are nearest, by the Euclidean distance, nearest
///                   first: positions among those of the inspection
/// @param distances  of the neighbours
public record LayerPlace(String path, float x, float y, int[] neighbours, float[] distances) {}
