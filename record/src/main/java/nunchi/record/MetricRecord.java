package nunchi.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nunchi.codec.Required;
import nunchi.metric.Direction;
import nunchi.metric.Metric;
import nunchi.metric.Metrics;
import nunchi.metric.Quantity;
import org.jspecify.annotations.Nullable;

/// What a metric's values are, under its name among the `metrics` of a `result.json`: so that a reader that does not
/// have somebody's own metric knows its words, its direction and its unit.
///
/// @param words     name of the metric in reports
/// @param direction which values are better: `min` or `max`
/// @param unit      unit of the metric; empty for none
public record MetricRecord(
        @Required String words,
        @Required Direction direction,
        @Required String unit) {

    /// Of the metrics of an experiment.
    ///
    /// @return null for none
    public static @Nullable SequencedMap<String, MetricRecord> of(List<Metric> metrics) {
        SequencedMap<String, MetricRecord> all = new LinkedHashMap<>();
        metrics.stream()
                .map(Quantity::of)
                .forEach(each -> all.put(each.name(), new MetricRecord(each.words(), each.direction(), each.unit())));
        return all.isEmpty() ? null : Collections.unmodifiableSequencedMap(all);
    }

    /// What a `result.json` or Nunchi itself says of a metric.
    ///
    /// @return nothing of one of somebody's own in a file of before such metrics were described
    public static Optional<Quantity> find(@Nullable SequencedMap<String, MetricRecord> described, String name) {
        MetricRecord found = described == null ? null : described.get(name);
        return found == null ? Metrics.known(name) : Optional.of(found.quantity(name));
    }

    private Quantity quantity(String name) {
        return new Quantity(name, words, direction, unit);
    }
}
