package nunchi.clustering;

import nunchi.cluster.Dbscan;
import nunchi.cluster.KMeans;

/// Hears of a clustering study.
public interface ClusteringListener {
    /// A set of points has been grouped.
    ///
    /// @param title   of the set
    /// @param rows    of it
    /// @param kmeans  taken without looking at the classes, by the silhouette
    /// @param dbscan  taken without looking at the classes, by the knee
    record Grouped(String title, int rows, Attempt<KMeans> kmeans, Attempt<Dbscan> dbscan) {}

    /// Called on the thread that groups.
    void on(Grouped set);

    /// Hears and does nothing.
    static ClusteringListener none() {
        return _ -> {};
    }
}
