package nunchi.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nunchi.metric.Metric;

/// How well a model does on rows of data.
///
/// @param loss     the mean over the rows, in nats for cross-entropies
/// @param accuracy the share classified rightly, in [0, 1]; NaN where there are no classes
/// @param metrics  what else was measured, by the names of the metrics: of a regression `mae`, `rmse` and `r2`
public record MetricValues(double loss, double accuracy, SequencedMap<String, Double> metrics) {
    public MetricValues {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    }

    public MetricValues(double loss, double accuracy) {
        this(loss, accuracy, new LinkedHashMap<>());
    }

    /// Whether there is one: numbers to be predicted have none.
    public boolean hasAccuracy() {
        return !Double.isNaN(accuracy);
    }

    /// The loss, the accuracy or another metric by its name; NaN where it was not measured.
    public double value(String name) {
        return switch (name) {
            case "loss" -> loss;
            case "accuracy" -> accuracy;
            default -> metrics.getOrDefault(name, Double.NaN);
        };
    }

    /// Without other metrics than these.
    MetricValues only(List<Metric> wanted) {
        SequencedMap<String, Double> kept = new LinkedHashMap<>(metrics);
        kept.keySet().retainAll(wanted.stream().map(Metric::name).toList());
        return withMetrics(kept);
    }

    public MetricValues withMetrics(SequencedMap<String, Double> measured) {
        return new MetricValues(loss, accuracy, measured);
    }
}
