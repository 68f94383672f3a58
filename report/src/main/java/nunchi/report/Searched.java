package nunchi.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.report.page.Ends;
import nunchi.statistics.MeanInterval;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What a search's `result.json` says of its settings.
///
/// @param keys     that were searched
/// @param settings in the order of the plan
/// @param best     the number of the chosen one; -1 for none
/// @param part     by which settings are looked at: the one they are chosen by, else the one they were measured on
/// @param quantity by which they are looked at
record Searched(List<String> keys, List<JsonNode> settings, int best, String part, Quantity quantity) {
    private static final double TINY = 1e-6;

    static Searched of(Folder folder) {
        List<JsonNode> settings = folder.result().path("settings").valueStream().toList();
        Set<String> keys = new LinkedHashSet<>();
        settings.forEach(setting -> keys.addAll(setting.path("values").propertyNames()));
        String[] by = folder.result().path("best").path("by").asString("").split(" ", 2);
        int best = folder.result().path("best").path("setting").asInt(-1);
        Quantities quantities = Quantities.of(folder);
        if (by.length == 2) {
            return new Searched(List.copyOf(keys), settings, best, by[0], quantities.of(by[1]));
        }
        String part = List.of("validation", "test", "train").stream()
                .filter(each -> settings.stream().anyMatch(setting -> setting.has(each)))
                .findFirst()
                .orElse("train");
        boolean accuracy =
                settings.stream().anyMatch(setting -> setting.path(part).has("accuracy"));
        return new Searched(List.copyOf(keys), settings, best, part, accuracy ? Quantity.ACCURACY : Quantity.LOSS);
    }

    boolean hasSeveral() {
        return settings.size() > 1;
    }

    /// Its name in the files.
    String measure() {
        return quantity.name();
    }

    /// Whether more is better.
    boolean rises() {
        return quantity.direction() == Direction.MAX;
    }

    String shown(double value) {
        return Quantities.text(quantity, value);
    }

    /// `validation accuracy`.
    String figure() {
        return (part.equals("train") ? "training" : part) + " " + Quantities.lowered(quantity.words());
    }

    /// Missing where every trial of the setting failed.
    JsonNode statistics(JsonNode setting) {
        return setting.path(part).path(measure());
    }

    /// @param statistics with a mean
    static MeanInterval interval(JsonNode statistics, Quantity quantity) {
        double mean = statistics.path("mean").asDouble();
        double half = statistics.path("confidence95").asDouble(Double.NaN);
        return quantity.isShare()
                ? MeanInterval.ofShare(mean, half)
                : MeanInterval.ofLoss(mean, half, statistics.path("minimum").asDouble(Double.NaN));
    }

    /// Both ends for a drawing; the mean itself where there is no interval.
    static Ends ends(JsonNode statistics, Quantity quantity) {
        MeanInterval interval = interval(statistics, quantity);
        return Double.isNaN(interval.half())
                ? new Ends(interval.mean(), interval.mean())
                : new Ends(interval.low(), interval.high());
    }

    JsonNode chosen() {
        return best >= 0 && best < settings.size() ? settings.get(best) : MissingNode.getInstance();
    }

    /// `optimizer.sgd.learningRate 0.1, data.batch 32`, each key by its last words where these say which is meant.
    String name(JsonNode values) {
        return keys.stream()
                .filter(values::has)
                .map(key -> brief(key) + " " + value(values.path(key)))
                .collect(Collectors.joining(", "));
    }

    /// The shortest end of a key that no other searched key has.
    String brief(String key) {
        String[] words = key.split("\\.");
        for (int from = words.length - 1; from > 0; from--) {
            String end = String.join(".", List.of(words).subList(from, words.length));
            if (!end.matches("[\\d*.]+")
                    && keys.stream()
                                    .filter(other -> other.equals(end) || other.endsWith("." + end))
                                    .count()
                            == 1) {
                return end;
            }
        }
        return key;
    }

    /// `{}`, which takes a layer or a rule with its usual settings, is "default".
    static String value(JsonNode value) {
        if (value.isObject() && value.isEmpty()) {
            return "default";
        }
        if (value.isFloatingPointNumber() && Math.abs(value.doubleValue()) >= TINY) {
            return BigDecimal.valueOf(value.doubleValue()).stripTrailingZeros().toPlainString();
        }
        return value.isString()
                ? value.asString()
                : value.isNull()
                        ? "none"
                        : value.toString().replace("\"", "").replace(":", ": ").replace(",", ", ");
    }

    /// A key's values in the order in which they first appear; numbers in theirs.
    List<JsonNode> values(String key) {
        List<JsonNode> values = new ArrayList<>(new LinkedHashSet<>(settings.stream()
                .map(setting -> setting.path("values").path(key))
                .toList()));
        if (values.stream().allMatch(JsonNode::isNumber)) {
            values.sort((a, b) -> Double.compare(a.asDouble(), b.asDouble()));
        }
        return values;
    }

    /// The first trial of the chosen setting, else of all.
    static Folder told(Folder folder) {
        JsonNode trials = folder.result().path("trials");
        JsonNode chosen = of(folder).chosen().path("values");
        JsonNode told = trials.valueStream()
                .filter(trial -> trial.path("values").equals(chosen))
                .findFirst()
                .orElse(trials.valueStream()
                        .filter(trial -> !trial.has("reason"))
                        .findFirst()
                        .orElse(trials.path(0)));
        return folder.inner(told.path("folder").asString("."));
    }
}
