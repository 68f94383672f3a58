package nunchi.cluster;

import java.util.Arrays;

/// Clusters found by density.
///
/// @param clusters how many
/// @param labels   `[n]`, the cluster of each row; -1 for noise
/// @param cores    `[n]`, which rows are cores
public record DbscanClusters(int clusters, int[] labels, boolean[] cores) {
    /// The label of rows in no cluster.
    public static final int NOISE = -1;

    /// How many points are in no cluster.
    public int noise() {
        return (int) Arrays.stream(labels).filter(label -> label == NOISE).count();
    }
}
