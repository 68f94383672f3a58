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
/// @param epoch       epoch, from 1; 0 before the first
/// @param rows        number of training examples looked at
/// @param weights     distribution of each weight, by its path
/// @param gradients   distribution of each weight's gradient, by its path
/// @param activations distribution of each layer's output, by its path
public record HistogramsRecord(
        int epoch,
        Integer rows,
        SequencedMap<String, DistributionRecord> weights,
        SequencedMap<String, DistributionRecord> gradients,
        SequencedMap<String, DistributionRecord> activations)
        implements JournalLine {

    /// A [Distribution]. The bins of `counts` have equal width from `least` to `largest`.
    ///
    /// @param count     number of values
    /// @param notFinite number of values that are not finite; absent for none
    /// @param mean      mean
    /// @param deviation standard deviation
    /// @param least     minimum
    /// @param largest   maximum
    /// @param norm      Euclidean norm
    /// @param zeros     fraction of values that are 0
    /// @param dead      fraction of units that are 0 for all examples; absent for weights and gradients
    /// @param counts    number of values in each bin; the bins have equal width from `least` to `largest`
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
