package nunchi.clustering;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.cluster.Agreement;
import nunchi.cluster.Clustering;
import nunchi.cluster.Dbscan;
import nunchi.cluster.KDistances;
import nunchi.record.AgreementRecord;
import nunchi.record.ClusteringRecord;
import nunchi.record.ClusteringRecord.AttemptRecord;
import nunchi.record.ClusteringRecord.DistancesRecord;
import nunchi.record.ClusteringRecord.PointsRecord;
import nunchi.record.ClusteringRecord.TriedRecord;
import nunchi.record.Codec;
import nunchi.record.Decimal;
import nunchi.record.PlacesRecord;
import nunchi.record.PlacesRecord.PlacedRecord;
import org.jspecify.annotations.Nullable;

/// A study's `result.json`, the figures of every setting, and `points.json`, where the points lie and which cluster
/// they are in by every setting.
final class ClusteringFile {
    private static final MathContext DIGITS = new MathContext(5);
    private static final int MOST_DISTANCES = 250;

    private ClusteringFile() {}

    static ClusteringRecord result(ClusteringStudy study, List<Trials> all, double seconds) {
        return new ClusteringRecord(
                ClusteringRecord.KIND,
                study.name(),
                study.heading(),
                study.description(),
                study.seed(),
                seconds,
                all.stream().map(ClusteringFile::set).toList());
    }

    private static PointsRecord set(Trials trials) {
        PointSet points = trials.points();
        List<AttemptRecord> means = trials.kmeans().stream()
                .map(each -> attempt(each, each.settings().clusters(), null, each.sum()))
                .toList();
        List<AttemptRecord> dense = trials.dbscan().stream()
                .map(each -> attempt(each, null, each.settings(), null))
                .toList();
        return new PointsRecord(
                points.settings().heading(),
                points.settings().name(),
                points.layout(),
                points.values().rows(),
                points.values().columns(),
                points.classNames().size(),
                new TriedRecord(trials.means(), Trials.best(trials.kmeans(), trials.means()), null, means),
                new TriedRecord(
                        trials.dense(),
                        Trials.best(trials.dbscan(), trials.dense()),
                        distances(trials.distances()),
                        dense));
    }

    private static AttemptRecord attempt(
            Attempt<?> tried, @Nullable Integer k, @Nullable Dbscan density, @Nullable Double inertia) {
        Clustering clustering = tried.clustering();
        return new AttemptRecord(
                k,
                density == null ? null : density.epsilon(),
                density == null ? null : density.minPoints(),
                clustering.clusters(),
                clustering.noise(),
                Decimal.finite(clustering.silhouette().mean()),
                agreement(clustering.agreement()),
                tried.seconds(),
                inertia);
    }

    /// Without any key where no classes are known.
    private static AgreementRecord agreement(@Nullable Agreement agreement) {
        return agreement == null
                ? Codec.empty(AgreementRecord.class)
                : new AgreementRecord(agreement.adjustedRand(), agreement.mutualInformation(), agreement.purity());
    }

    /// Thinned evenly, first and last kept.
    private static DistancesRecord distances(KDistances distances) {
        int all = distances.distances().length;
        int count = Math.min(MOST_DISTANCES, all);
        return new DistancesRecord(
                distances.k(),
                distances.knee(),
                all,
                IntStream.range(0, count)
                        .mapToObj(i ->
                                short5(distances.distances()[(int) ((long) i * (all - 1) / Math.max(1, count - 1))]))
                        .toList());
    }

    static PlacesRecord points(List<Trials> all) {
        return new PlacesRecord(all.stream().map(ClusteringFile::placed).toList());
    }

    private static PlacedRecord placed(Trials trials) {
        MatrixView plane = trials.points().places();
        int[] classes = trials.points().classes();
        return new PlacedRecord(
                trials.points().axes(),
                trials.points().classNames(),
                IntStream.range(0, 2 * plane.rows())
                        .mapToObj(i -> short5(plane.get(i / 2, i % 2)))
                        .toList(),
                classes == null ? null : Decimal.list(classes),
                trials.kmeans().stream()
                        .map(each -> Decimal.list(each.clustering().labels()))
                        .toList(),
                trials.dbscan().stream()
                        .map(each -> Decimal.list(each.clustering().labels()))
                        .toList());
    }

    private static double short5(double value) {
        return Decimal.of(new BigDecimal(value).round(DIGITS).floatValue());
    }
}
