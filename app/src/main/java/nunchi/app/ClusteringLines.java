package nunchi.app;

import java.io.PrintWriter;
import nunchi.cluster.Agreement;
import nunchi.cluster.Clustering;
import nunchi.clustering.Attempt;
import nunchi.clustering.ClusteringListener;

/// Tells of each set of points what the settings that are taken without looking at the classes make of it.
final class ClusteringLines implements ClusteringListener {
    private final PrintWriter out;

    ClusteringLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void on(Grouped set) {
        out.println("%s: %s".formatted(set.title(), Numbers.count(set.rows(), "point")));
        TextTable table =
                new TextTable("llrrrrr").head("", "setting", "clusters", "noise", "silhouette", "ARI", "time");
        row(
                table,
                "k-means",
                "k = %d by the silhouette".formatted(set.kmeans().settings().clusters()),
                set.kmeans(),
                set.rows());
        row(
                table,
                "DBSCAN",
                "epsilon %s at the knee, %d points"
                        .formatted(
                                Numbers.loss(set.dbscan().settings().epsilon()),
                                set.dbscan().settings().minPoints()),
                set.dbscan(),
                set.rows());
        table.fitted(Terminal.present().width() - 2).lines().forEach(line -> out.println("  " + line));
        out.flush();
    }

    private static void row(TextTable table, String method, String setting, Attempt<?> tried, int rows) {
        Clustering found = tried.clustering();
        Agreement agreement = found.agreement();
        table.row(
                method,
                setting,
                Numbers.count(found.clusters()),
                Numbers.percent((double) found.noise() / rows),
                Numbers.loss(found.silhouette().mean()),
                agreement == null ? "–" : Numbers.loss(agreement.adjustedRand()),
                Numbers.duration(tried.seconds()));
    }
}
