package nunchi.inspect;

import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.cluster.Clustering;
import nunchi.cluster.Dbscan;
import nunchi.cluster.KDistances;
import nunchi.cluster.KMeans;
import nunchi.inspect.LayerMap.Embedding;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Groups that are found in what a layer makes of rows without looking at their classes, and how far they are the
/// classes.
///
/// @param means   by k-means among all values of the layer, with as many clusters as there are classes
/// @param density by DBSCAN on the layer's t-SNE map; null where there is none, or too few rows
public record LayerClusters(Clustering means, @Nullable Density density) {
    private static final int RESTARTS = 3;
    private static final int MIN_POINTS = 5;
    /// Classes: an agreement is counted in their square.
    private static final int MOST = 200;

    /// @param epsilon   the knee of the map's distances to the nearest, as many as `minPoints`
    /// @param minPoints for a core
    public record Density(double epsilon, int minPoints, Clustering clustering) {}

    /// @param layer  what it makes of the rows, `[n, …]`
    /// @param map    of the rows by t-SNE; null for none
    /// @param labels the classes
    /// @return null where there are not two classes, more than 200, or fewer rows than classes
    static @Nullable LayerClusters of(
            Tensor layer, @Nullable Embedding map, int @Nullable [] labels, int classes, Numerics numerics) {
        if (labels == null || classes < 2 || classes > MOST || labels.length < classes) {
            return null;
        }
        MatrixView rows = MatrixView.of(
                layer.values(), labels.length, layer.shape().example().size());
        int[] means =
                new KMeans(classes).withRestarts(RESTARTS).fit(rows, numerics).labels();
        return new LayerClusters(
                Clustering.of(means, rows, labels, numerics),
                map == null ? null : density(map.plane().places(), labels, numerics));
    }

    private static @Nullable Density density(float[] places, int[] labels, Numerics numerics) {
        MatrixView map = MatrixView.of(places, labels.length, 2);
        double epsilon = labels.length < MIN_POINTS
                ? 0
                : KDistances.of(map, MIN_POINTS, numerics).knee();
        return epsilon > 0
                ? new Density(
                        epsilon,
                        MIN_POINTS,
                        Clustering.of(
                                new Dbscan(epsilon, MIN_POINTS)
                                        .fit(map, numerics)
                                        .labels(),
                                map,
                                labels,
                                numerics))
                : null;
    }
}
