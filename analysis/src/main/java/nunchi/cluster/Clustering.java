package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import org.jspecify.annotations.Nullable;

/// Rows in clusters, and what these are worth.
///
/// @param labels     `[n]`, the cluster of each row; -1 for noise
/// @param clusters   how many
/// @param silhouette without noise; its mean is NaN where there are not two clusters
/// @param agreement  with the classes, noise taken as a cluster; null where no classes are known
public record Clustering(
        int[] labels,
        int clusters,
        Silhouette silhouette,
        @Nullable Agreement agreement) {

    /// @param rows    `[n, d]`
    /// @param classes `[n]`; null where none are known
    public static Clustering of(int[] labels, MatrixView rows, int @Nullable [] classes, Numerics numerics) {
        int clusters = Arrays.stream(labels).max().orElse(-1) + 1;
        return new Clustering(
                labels,
                clusters,
                Silhouette.of(rows, labels, numerics),
                classes == null ? null : Agreement.of(labels, classes));
    }

    /// Rows in no cluster.
    public int noise() {
        return (int) Arrays.stream(labels).filter(label -> label < 0).count();
    }
}
