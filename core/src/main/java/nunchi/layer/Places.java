package nunchi.layer;

/// What a layer that moves values says of the places of images `[batch, height, width, channels]`, since the ops that
/// it is written in tell nothing but shapes; windows tell it themselves ([nunchi.graph.op.Window]).
public sealed interface Places {
    /// Every place becomes so many rows and columns of places that hold what it held.
    record Repeated(Size factor) implements Places {}

    /// Values under other extents.
    ///
    /// @param images whether images come out
    /// @param mixed  whether values of several places may come together in one
    record Rearranged(boolean images, boolean mixed) implements Places {}
}
