package nunchi.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nunchi.train.Distribution;
import nunchi.train.TrainingEvent.Histograms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The journal's line `{"event":"histograms","epoch":3,"rows":256,"weights":{"0.dense/weight":{"mean":…,"counts":[…]}},"gradients":{…},"activations":{…}}`.
/// The bins of `counts` have equal width from `least` to `largest`.
final class HistogramsLine {
    static final String EVENT = "histograms";

    private HistogramsLine() {}

    static ObjectNode of(Histograms histograms) {
        ObjectNode line = Json.object().put("event", EVENT).put("epoch", histograms.epoch()).put("rows", histograms.rows());
        line.set("weights", tree(histograms.weights()));
        line.set("gradients", tree(histograms.gradients()));
        line.set("activations", tree(histograms.activations()));
        return line;
    }

    private static ObjectNode tree(SequencedMap<String, Distribution> distributions) {
        ObjectNode tree = Json.object();
        distributions.forEach((name, values) -> tree.set(name, tree(values)));
        return tree;
    }

    private static ObjectNode tree(Distribution values) {
        ObjectNode tree = Json.object().put("count", values.count());
        if (values.notFinite() > 0) {
            tree.put("notFinite", values.notFinite());
        }
        tree.set("mean", Json.number(values.mean()));
        tree.set("deviation", Json.number(values.deviation()));
        tree.set("least", Json.number(values.least()));
        tree.set("largest", Json.number(values.largest()));
        tree.set("norm", Json.number(values.norm()));
        tree.set("zeros", Json.number(values.zeros()));
        if (!Double.isNaN(values.dead())) {
            tree.put("dead", values.dead());
        }
        ArrayNode counts = tree.putArray("counts");
        values.counts().forEach(counts::add);
        return tree;
    }

    static Histograms read(JsonNode line) {
        return new Histograms(line.path("epoch").asInt(0), line.path("rows").asInt(0),
                map(line.path("weights")), map(line.path("gradients")), map(line.path("activations")));
    }

    private static SequencedMap<String, Distribution> map(JsonNode tree) {
        SequencedMap<String, Distribution> map = new LinkedHashMap<>();
        tree.properties().forEach(entry -> map.put(entry.getKey(), distribution(entry.getValue())));
        return map;
    }

    private static Distribution distribution(JsonNode tree) {
        List<Long> counts = tree.path("counts").valueStream().map(count -> count.asLong(0)).toList();
        return new Distribution(tree.path("count").asLong(0), tree.path("notFinite").asLong(0), number(tree, "mean"), number(tree, "deviation"),
                number(tree, "least"), number(tree, "largest"), number(tree, "norm"), number(tree, "zeros"), number(tree, "dead"), counts);
    }

    private static double number(JsonNode tree, String key) {
        return tree.path(key).asDouble(Double.NaN);
    }
}
