package nunchi.cluster;

import nunchi.backend.FloatRange;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Clusters found by k-means.
///
/// | array | shape |
/// |---|---|
/// | centres | `[k, d]` |
/// | labels | `[n]`, the number of each row's centre |
///
/// @param inertia    the sum of squared distances of rows to their centres
/// @param iterations of the restart that was taken
public record KMeansClusters(float[] centres, int[] labels, double inertia, int iterations) {

    /// The numbers of the centres nearest to any rows.
    ///
    /// @param rows `[m, d]`, row by row
    /// @return `[m]`
    public int[] predict(MatrixView rows, Numerics numerics) {
        MatrixView points = MatrixView.of(centres, centres.length / rows.columns(), rows.columns());
        double factor = Math.min(FloatRange.factor(rows), FloatRange.factor(points));
        return numerics.nearest(FloatRange.scaled(rows, factor), FloatRange.scaled(points, factor), 1)
                .indices();
    }
}
