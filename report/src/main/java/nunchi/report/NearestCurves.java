package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// The 1-nearest-neighbour accuracy from layer to layer: among all values, in the PCA plane and in the t-SNE map.
final class NearestCurves {
    private static final int FEWEST = 2;

    private NearestCurves() {}

    /// @return nothing where there are no classes, or one layer only
    static Html html(List<LaidOutRecord> layers, Chapter chapter) {
        List<LaidOutRecord> scored = layers.stream()
                .filter(layer -> !Double.isNaN(layer.nearestLabel()))
                .toList();
        if (scored.size() < FEWEST) {
            return Html.NOTHING;
        }
        List<String> names = scored.stream().map(LayersSection::name).toList();
        List<Series> series = new ArrayList<>();
        add(series, "all values", scored, LaidOutRecord::nearestLabel);
        add(
                series,
                "PCA plane",
                scored,
                layer -> layer.pca() == null ? Double.NaN : layer.pca().nearestLabel());
        add(
                series,
                "t-SNE map",
                scored,
                layer -> layer.tsne() == null ? Double.NaN : layer.tsne().nearestLabel());
        String title = "1-NN accuracy from layer to layer";
        List<String> told = new ArrayList<>();
        scored.forEach(
                layer -> told.add("%s %s".formatted(LayersSection.name(layer), Numbers.percent(layer.nearestLabel()))));
        Measure measure = new Measure("accuracy", true, true, false);
        return chapter.chart(
                new Lines(title, "layer", "", measure, false, names, series, null),
                "%s. By all values: %s.".formatted(title, String.join(", ", told)));
    }

    private static void add(
            List<Series> series, String name, List<LaidOutRecord> layers, ToDoubleFunction<LaidOutRecord> share) {
        if (layers.stream().allMatch(layer -> Double.isNaN(share.applyAsDouble(layer)))) {
            return;
        }
        int group = series.size();
        List<Point> points = IntStream.range(0, layers.size())
                .mapToObj(i -> new Point(i, share.applyAsDouble(layers.get(i))))
                .toList();
        series.add(new Series(name, points).withColour(group).withDashes(group == 1));
    }
}
