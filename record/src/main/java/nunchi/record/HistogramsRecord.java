package nunchi.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import nunchi.train.Distribution;
import nunchi.train.TrainingEvent.Histograms;
import org.jspecify.annotations.Nullable;

/// How weights, gradients and layers' outputs were distributed after an epoch, in a journal.
///
/// @param epoch 0 before the first
public record HistogramsRecord(
        int epoch,
        Integer rows,
        SequencedMap<String, DistributionRecord> weights,
        SequencedMap<String, DistributionRecord> gradients,
        SequencedMap<String, DistributionRecord> activations)
        implements JournalLine {

    /// A [Distribution]. The bins of `counts` have equal width from `least` to `largest`.
    ///
    /// @param notFinite null for none
    /// @param dead      null of anything but a layer's output
    public record DistributionRecord(
            Long count,
            @Nullable Long notFinite,
            double mean,
            double deviation,
            double least,
            double largest,
            double norm,
            double zeros,
            @Nullable Double dead,
            List<Long> counts) {

        static DistributionRecord of(Distribution values) {
            return new DistributionRecord(
                    values.count(),
                    values.notFinite() > 0 ? values.notFinite() : null,
                    values.moments().mean(),
                    values.moments().deviation(),
                    values.least(),
                    values.largest(),
                    values.moments().norm(),
                    values.zeros(),
                    Double.isNaN(values.dead()) ? null : values.dead(),
                    values.counts());
        }

        Distribution distribution() {
            return new Distribution(
                    count == null ? 0 : count,
                    notFinite == null ? 0 : notFinite,
                    new Distribution.Moments(mean, deviation, norm),
                    least,
                    largest,
                    zeros,
                    dead == null ? Double.NaN : dead,
                    counts);
        }
    }

    /// Of the event that a training tells.
    public static HistogramsRecord of(Histograms histograms) {
        return new HistogramsRecord(
                histograms.epoch(),
                histograms.rows(),
                each(histograms.weights(), DistributionRecord::of),
                each(histograms.gradients(), DistributionRecord::of),
                each(histograms.activations(), DistributionRecord::of));
    }

    /// The event.
    public Histograms histograms() {
        return new Histograms(
                epoch,
                rows == null ? 0 : rows,
                each(weights, DistributionRecord::distribution),
                each(gradients, DistributionRecord::distribution),
                each(activations, DistributionRecord::distribution));
    }

    private static <A, B> SequencedMap<String, B> each(SequencedMap<String, A> values, Function<A, B> made) {
        SequencedMap<String, B> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, made.apply(value)));
        return all;
    }
}
