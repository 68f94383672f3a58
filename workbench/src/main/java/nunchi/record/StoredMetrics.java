package nunchi.record;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.metric.Direction;
import nunchi.metric.Metric;
import nunchi.metric.Metrics;
import nunchi.metric.Quantity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the metrics of `train.metrics` are, under `metrics` of a `result.json`: so that a reader that does not have somebody's own metric knows its words,
/// its direction and its unit.
public final class StoredMetrics {
    private static final String KEY = "metrics";

    private StoredMetrics() {}

    /// Adds the key where there are metrics.
    public static void put(ObjectNode result, List<Metric> metrics) {
        if (!metrics.isEmpty()) {
            ObjectNode all = result.putObject(KEY);
            metrics.stream().map(Quantity::of).forEach(each -> all.putObject(each.name())
                    .put("words", each.words()).put("direction", each.direction().name().toLowerCase(Locale.ROOT)).put("unit", each.unit()));
        }
    }

    /// What a `result.json` or Nunchi itself says of a metric; nothing of one of somebody's own in a file of before such metrics were described.
    public static Optional<Quantity> find(JsonNode result, String name) {
        return Stream.of(result.path(KEY).path(name)).filter(JsonNode::isObject).map(each -> quantity(name, each)).findFirst()
                .or(() -> Metrics.known(name));
    }

    private static Quantity quantity(String name, JsonNode tree) {
        Direction direction = Direction.valueOf(tree.required("direction").stringValue().toUpperCase(Locale.ROOT));
        return new Quantity(name, tree.required("words").stringValue(), direction, tree.required("unit").stringValue());
    }
}
