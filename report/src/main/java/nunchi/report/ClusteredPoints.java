package nunchi.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nunchi.record.ClusteringRecord.AttemptRecord;
import nunchi.record.ClusteringRecord.PointsRecord;
import nunchi.record.ClusteringRecord.TriedRecord;
import nunchi.record.Decimal;
import nunchi.text.Numbers;

/// One set of points of a clustering study, as its `result.json` tells of it.
record ClusteredPoints(PointsRecord set) {
    static final String MEANS = "kmeans";
    static final String DENSITY = "dbscan";

    static List<ClusteredPoints> of(Folder folder) {
        return folder.clustering().points().stream().map(ClusteredPoints::new).toList();
    }

    String title() {
        return Objects.requireNonNullElse(set.title(), "");
    }

    long rows() {
        return set.rows() == null ? 1 : set.rows();
    }

    int classes() {
        return set.classes() == null ? 0 : set.classes();
    }

    /// Whether there are classes that groups can agree with.
    boolean classed() {
        return classes() > 1
                && taken(MEANS).filter(tried -> !Double.isNaN(rand(tried))).isPresent();
    }

    List<AttemptRecord> settings(String method) {
        return tried(method).map(TriedRecord::settings).orElse(List.of());
    }

    Optional<TriedRecord> tried(String method) {
        return Optional.ofNullable(method.equals(MEANS) ? set.kmeans() : set.dbscan());
    }

    /// Without looking at the classes.
    Optional<AttemptRecord> taken(String method) {
        return at(method, tried(method).map(TriedRecord::taken).orElse(0));
    }

    /// The one of all tried that agrees best with the classes; nothing where there are none.
    Optional<AttemptRecord> best(String method) {
        return at(method, tried(method).map(TriedRecord::best).orElse(-1));
    }

    private Optional<AttemptRecord> at(String method, int position) {
        List<AttemptRecord> all = settings(method);
        return position >= 0 && position < all.size() ? Optional.of(all.get(position)) : Optional.empty();
    }

    double noise(AttemptRecord tried) {
        return (tried.noise() == null ? 0.0 : tried.noise()) / rows();
    }

    static double rand(AttemptRecord tried) {
        return Decimal.orNaN(tried.agreement().adjustedRand());
    }

    /// The adjusted Rand index; NaN where there is none.
    static double rand(Optional<AttemptRecord> tried) {
        return tried.map(ClusteredPoints::rand).orElse(Double.NaN);
    }

    /// 0 where it is not known.
    static int clusters(Optional<AttemptRecord> tried) {
        return tried.map(AttemptRecord::clusters).orElse(0);
    }

    static String name(String method) {
        return method.equals(MEANS) ? "k-means" : "DBSCAN";
    }

    static String setting(AttemptRecord tried) {
        return tried.k() != null
                ? "k = " + tried.k()
                : "ε = %s, %s"
                        .formatted(
                                Numbers.loss(Decimal.orNaN(tried.epsilon())),
                                Numbers.count(tried.minPoints() == null ? 0 : tried.minPoints(), "point"));
    }

    /// What came of a setting, in one line; the page's script writes the same of others.
    String inWords(String method, AttemptRecord tried) {
        StringBuilder words = new StringBuilder("%s, %s: %s"
                .formatted(name(method), setting(tried), Numbers.count(clusters(Optional.of(tried)), "cluster")));
        if (method.equals(DENSITY)) {
            words.append(", %s noise".formatted(Numbers.percent(noise(tried))));
        }
        if (!Double.isNaN(rand(tried))) {
            words.append(", ARI %s".formatted(Numbers.fixed(rand(tried), 3)));
        }
        if (!Double.isNaN(tried.silhouette())) {
            words.append(", silhouette %s".formatted(Numbers.fixed(tried.silhouette(), 3)));
        }
        return words.append(", %s".formatted(Numbers.duration(tried.seconds()))).toString();
    }
}
