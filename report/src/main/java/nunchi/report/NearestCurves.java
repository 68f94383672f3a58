package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import tools.jackson.databind.JsonNode;

/// The 1-nearest-neighbour accuracy from layer to layer: among all values, in the PCA plane and in the t-SNE map.
final class NearestCurves {
    private static final int FEWEST = 2;

    private NearestCurves() {}

    /// @return nothing where there are no classes, or one layer only
    static Html html(JsonNode layers, Chapter chapter) {
        List<JsonNode> scored = layers.valueStream()
                .filter(layer -> layer.path("nearestLabel").isNumber())
                .toList();
        if (scored.size() < FEWEST) {
            return Html.NOTHING;
        }
        List<String> names = scored.stream().map(LayersSection::name).toList();
        List<Series> series = new ArrayList<>();
        add(series, "all values", scored, layer -> layer.path("nearestLabel"));
        add(series, "PCA plane", scored, layer -> layer.path("pca").path("nearestLabel"));
        add(series, "t-SNE map", scored, layer -> layer.path("tsne").path("nearestLabel"));
        String title = "1-NN accuracy from layer to layer";
        List<String> told = new ArrayList<>();
        scored.forEach(layer -> told.add("%s %s"
                .formatted(
                        LayersSection.name(layer),
                        Numbers.percent(layer.path("nearestLabel").asDouble()))));
        Measure measure = new Measure("accuracy", true, true, false);
        return chapter.chart(
                new Lines(title, "layer", "", measure, false, names, series, null),
                "%s. By all values: %s.".formatted(title, String.join(", ", told)));
    }

    private static void add(
            List<Series> series, String name, List<JsonNode> layers, Function<JsonNode, JsonNode> share) {
        if (layers.stream().noneMatch(layer -> share.apply(layer).isNumber())) {
            return;
        }
        int group = series.size();
        List<Point> points = IntStream.range(0, layers.size())
                .mapToObj(i -> new Point(i, share.apply(layers.get(i)).asDouble(Double.NaN)))
                .toList();
        series.add(new Series(name, points).withColour(group).withDashes(group == 1));
    }
}
