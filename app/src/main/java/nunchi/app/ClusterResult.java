package nunchi.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.cluster.Agreement;
import nunchi.cluster.Dbscan;
import nunchi.cluster.DbscanClusters;
import nunchi.cluster.KDistances;
import nunchi.cluster.KMeans;
import nunchi.cluster.KMeansClusters;
import nunchi.cluster.Silhouette;
import nunchi.data.Labels;
import org.jspecify.annotations.Nullable;

/// Clusters of rows with what is to be said of them.
///
/// @param labels   `[n]`, the cluster of each row; -1 for none
/// @param clusters how many
/// @param figures  what was measured, in words, by its name
/// @param density  the settings of DBSCAN; null of k-means
record ClusterResult(
        int[] labels,
        int clusters,
        SequencedMap<String, String> figures,
        @Nullable Dbscan density) {
    private static final int MOST_SIZES = 20;

    static ClusterResult means(MatrixView rows, KMeans settings, Numerics numerics) {
        long start = System.nanoTime();
        KMeansClusters found = settings.fit(rows, numerics);
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        String batch = settings.batch() > 0 ? ", batches of %s rows".formatted(Numbers.count(settings.batch())) : "";
        figures.put(
                "method",
                "k-means, %s of rows of %s values, %s%s"
                        .formatted(
                                Numbers.count(settings.clusters(), "cluster"),
                                Numbers.count(rows.columns()),
                                settings.restarts() == 1
                                        ? "1 start"
                                        : "the best of %s starts".formatted(Numbers.count(settings.restarts())),
                                batch));
        figures.put("time", Numbers.seconds(PlaneMap.seconds(start)));
        figures.put(
                "inertia",
                "%s, the squared distances to the centres added up, after %d iterations"
                        .formatted(Numbers.plain(found.inertia()), found.iterations()));
        return new ClusterResult(found.labels(), settings.clusters(), figures, null);
    }

    /// @param epsilon null for the knee of the distances to the nearest rows
    static ClusterResult density(MatrixView rows, @Nullable Double epsilon, int minPoints, Numerics numerics) {
        SequencedMap<String, String> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        double distance = epsilon == null
                ? KDistances.of(rows, Math.max(2, minPoints), numerics).knee()
                : epsilon;
        Dbscan settings = new Dbscan(distance, minPoints);
        DbscanClusters found = settings.fit(rows, numerics);
        figures.put(
                "method",
                "DBSCAN among rows of %s values, epsilon %s%s, %s points for a core"
                        .formatted(
                                Numbers.count(rows.columns()),
                                Numbers.loss(distance),
                                epsilon == null
                                        ? " (the knee of the curve of distances to the %d nearest)"
                                                .formatted(Math.max(2, minPoints))
                                        : "",
                                Numbers.count(minPoints)));
        figures.put("time", Numbers.seconds(PlaneMap.seconds(start)));
        figures.put(
                "found",
                "%s; %s of %s rows (%s) are noise"
                        .formatted(
                                Numbers.count(found.clusters(), "cluster"),
                                Numbers.count(found.noise()),
                                Numbers.count(rows.rows()),
                                Numbers.percent((double) found.noise() / rows.rows())));
        return new ClusterResult(found.labels(), found.clusters(), figures, settings);
    }

    /// Adds sizes, silhouette and, where classes are known, the agreement with them.
    ///
    /// @param classes null where they are not known
    ClusterResult judged(MatrixView rows, @Nullable Labels classes, Numerics numerics) {
        SequencedMap<String, String> all = new LinkedHashMap<>(figures);
        all.put("sizes", sizes());
        Silhouette silhouette = Silhouette.of(rows, labels, numerics);
        String left = Arrays.stream(labels).anyMatch(label -> label < 0) ? ", noise left out" : "";
        all.put(
                "silhouette",
                Double.isNaN(silhouette.mean())
                        ? "–: there are no two clusters"
                        : "%s%s%s (-1 to 1, 1 at best)"
                                .formatted(
                                        Numbers.loss(silhouette.mean()),
                                        silhouette.sampled() ? " over 2,500 of the rows" : "",
                                        left));
        if (classes != null) {
            Agreement agreement = Agreement.of(labels, classes.numbers());
            String noise = left.isEmpty() ? "" : ", noise taken as a cluster";
            all.put(
                    "ARI",
                    "%s: agreement with the classes, 0 by chance, 1 at best%s"
                            .formatted(Numbers.loss(agreement.adjustedRand()), noise));
            all.put(
                    "NMI",
                    "%s: information shared with the classes, 0 to 1%s"
                            .formatted(Numbers.loss(agreement.mutualInformation()), noise));
            all.put(
                    "purity",
                    "%s of the rows are of their cluster's commonest class%s"
                            .formatted(Numbers.percent(agreement.purity()), noise));
        }
        return new ClusterResult(labels, clusters, all, density);
    }

    private String sizes() {
        int[] sizes = new int[clusters];
        for (int label : labels) {
            if (label >= 0) {
                sizes[label]++;
            }
        }
        List<String> shown = new ArrayList<>();
        Arrays.stream(sizes).limit(MOST_SIZES).forEach(size -> shown.add(Numbers.count(size)));
        return shown.isEmpty() ? "–" : String.join(", ", shown) + (clusters > MOST_SIZES ? ", …" : "");
    }
}
