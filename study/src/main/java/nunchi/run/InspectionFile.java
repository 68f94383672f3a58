package nunchi.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.cluster.Agreement;
import nunchi.cluster.Clustering;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.embed.Tsne;
import nunchi.inspect.GradientsOverTime;
import nunchi.inspect.LayerClusters;
import nunchi.inspect.LayerMap;
import nunchi.inspect.LayerMap.Embedding;
import nunchi.inspect.LayerMap.Plane;
import nunchi.record.AgreementRecord;
import nunchi.record.AttentionRecord;
import nunchi.record.Decimal;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.ClusteredRecord;
import nunchi.record.InspectionRecord.DbscanRecord;
import nunchi.record.InspectionRecord.InnerRecord;
import nunchi.record.InspectionRecord.KMeansRecord;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.record.InspectionRecord.OverTimeRecord;
import nunchi.record.InspectionRecord.PrincipalRecord;
import nunchi.record.InspectionRecord.TsneRecord;
import nunchi.record.StatesRecord;
import org.jspecify.annotations.Nullable;

/// A run's `inspection.json`: what the layers of its model make of some rows. Places are `x, y, x, y, …` in the order
/// of `rowNumbers`, of five digits.
final class InspectionFile {
    private static final MathContext DIGITS = new MathContext(5);

    private InspectionFile() {}

    /// @param numbers of the rows within their part
    /// @param seed    by which they were chosen
    record Chosen(Split part, int[] numbers, int of, long seed, Dataset rows) {}

    /// What was seen.
    ///
    /// @param inner    of single images
    /// @param overTime null where it was not asked for, as `states` and `attention`
    record Seen(
            List<LayerMap> maps,
            InnerRecord inner,
            @Nullable List<GradientsOverTime> overTime,
            @Nullable StatesRecord states,
            @Nullable AttentionRecord attention) {}

    /// @param model its SHA-256
    static InspectionRecord of(Chosen chosen, @Nullable Tsne tsne, Seen seen, String model) {
        Dataset rows = chosen.rows;
        Thumbnails pictures = Thumbnails.of(rows);
        List<Integer> labels = rows.hasLabels()
                ? IntStream.range(0, rows.size()).mapToObj(rows::label).toList()
                : null;
        return new InspectionRecord(
                chosen.part.toString(),
                chosen.numbers.length,
                chosen.of,
                chosen.seed,
                tsne == null ? null : tsne.perplexity(),
                tsne == null ? null : tsne.iterations(),
                rows.classes(),
                seen.maps.stream().map(InspectionFile::layer).toList(),
                Decimal.list(chosen.numbers),
                labels,
                pictures == null ? null : Decimal.list(pictures.shape()),
                pictures == null ? null : pictures.base64(),
                seen.inner,
                seen.overTime == null
                        ? null
                        : seen.overTime.stream().map(InspectionFile::overTime).toList(),
                seen.states,
                seen.attention,
                model);
    }

    private static OverTimeRecord overTime(GradientsOverTime layer) {
        return new OverTimeRecord(layer.path(), digits(layer.before()), digits(layer.after()));
    }

    private static List<Double> digits(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isFinite(value)
                        ? new BigDecimal(value).round(DIGITS).doubleValue()
                        : value)
                .toList();
    }

    private static LaidOutRecord layer(LayerMap map) {
        PrincipalRecord principal = new PrincipalRecord(
                Arrays.stream(map.shares()).boxed().toList(), map.principal().nearestLabel(), places(map.principal()));
        return new LaidOutRecord(
                map.path(),
                map.also(),
                Decimal.list(map.output()),
                map.nearestLabel(),
                principal,
                map.embedding() == null ? null : tsne(map.embedding()),
                map.clusters() == null ? null : clusters(map.clusters()));
    }

    private static ClusteredRecord clusters(LayerClusters clusters) {
        Clustering means = clusters.means();
        LayerClusters.Density density = clusters.density();
        return new ClusteredRecord(
                new KMeansRecord(
                        means.clusters(), agreement(means), means.silhouette().mean()),
                density == null
                        ? null
                        : new DbscanRecord(
                                density.epsilon(),
                                density.minPoints(),
                                density.clustering().clusters(),
                                (double) density.clustering().noise()
                                        / density.clustering().labels().length,
                                agreement(density.clustering()),
                                density.clustering().silhouette().mean()));
    }

    private static AgreementRecord agreement(Clustering clustering) {
        Agreement agreement = Objects.requireNonNull(clustering.agreement());
        return new AgreementRecord(agreement.adjustedRand(), agreement.mutualInformation(), agreement.purity());
    }

    private static TsneRecord tsne(Embedding embedding) {
        return new TsneRecord(
                embedding.divergence(),
                embedding.converged(),
                embedding.verdict(),
                embedding.trustworthiness(),
                embedding.seconds(),
                embedding.plane().nearestLabel(),
                places(embedding.plane()));
    }

    private static List<Double> places(Plane plane) {
        List<Double> places = new ArrayList<>();
        for (float value : plane.places()) {
            places.add(Decimal.of(new BigDecimal(value).round(DIGITS).floatValue()));
        }
        return places;
    }
}
