package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The 1-nearest-neighbour accuracy from layer to layer: among all values, in the PCA plane and in the t-SNE map.
final class NearestCurves {
    private static final int FEWEST = 2;

    private NearestCurves() {}

    /// @return nothing where there are no classes, or one layer only
    static Html html(JsonNode layers, Chapter chapter) {
        List<JsonNode> scored = layers.valueStream().filter(layer -> layer.path("nearestLabel").isNumber()).toList();
        if (scored.size() < FEWEST) {
            return Html.NOTHING;
        }
        ObjectNode chart = JsonNodeFactory.instance.objectNode().put("x", "layer").put("y", "").put("share", true);
        ArrayNode names = chart.putArray("names");
        scored.forEach(layer -> names.add(LayersSection.name(layer)));
        ArrayNode series = chart.putArray("series");
        add(series, "all values", scored, layer -> layer.path("nearestLabel"));
        add(series, "PCA plane", scored, layer -> layer.path("pca").path("nearestLabel"));
        add(series, "t-SNE map", scored, layer -> layer.path("tsne").path("nearestLabel"));
        String title = "1-NN accuracy from layer to layer";
        List<String> told = new ArrayList<>();
        scored.forEach(layer -> told.add("%s %s".formatted(LayersSection.name(layer), Numbers.percent(layer.path("nearestLabel").asDouble()))));
        return new Chart("lines", title, "%s. By all values: %s.".formatted(title, String.join(", ", told)), chart).html(chapter);
    }

    private static void add(ArrayNode series, String name, List<JsonNode> layers, Function<JsonNode, JsonNode> share) {
        if (layers.stream().noneMatch(layer -> share.apply(layer).isNumber())) {
            return;
        }
        int group = series.size();
        ArrayNode points = series.addObject().put("name", name).put("group", group).put("dashed", group == 1).putArray("points");
        for (int i = 0; i < layers.size(); i++) {
            JsonNode value = share.apply(layers.get(i));
            points.addArray().add(i).add(value.isNumber() ? value : JsonNodeFactory.instance.nullNode());
        }
    }
}
