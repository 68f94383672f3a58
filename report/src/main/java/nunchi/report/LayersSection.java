package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import tools.jackson.databind.JsonNode;

/// What the layers make of some rows: by principal components beside t-SNE, coloured by class, and how far the classes
/// lie apart in numbers.
final class LayersSection implements ReportSection {
    private static final String HINT =
            "A point shows its row in all maps when it is pointed at, or gone to with the arrow keys.";
    private static final String GROUPS =
            " A class is hidden and shown by its name here; twice, or with Shift, it is shown alone.";

    /// As many as the palette of maps has.
    private static final int MOST_COLOURS = 10;
    private static final String ALIKE =
            " So many colours cannot be told apart: point at a row for its class, or show a few classes alone,"
                    + " whose names then stand amid their rows.";

    @Override
    public String title() {
        return "Layers";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode inspection = folder.inspection();
        JsonNode layers = inspection.path("layers");
        if (!layers.isArray() || layers.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.join(
                Html.paragraph(opening(inspection)),
                Html.paragraph(Separation.of(inspection).inWords()),
                table(layers),
                NearestCurves.html(layers, chapter),
                maps(inspection, chapter));
    }

    private static String opening(JsonNode inspection) {
        long rows = inspection.path("rows").asLong(0);
        long of = inspection.path("of").asLong(rows);
        String which = rows == of
                ? "All %s".formatted(Numbers.count(rows, "row"))
                : "%s, chosen at random from all %s".formatted(Numbers.count(rows, "row"), Numbers.count(of));
        String how = inspection.has("perplexity")
                ? "to the plane by principal components (PCA) and by t-SNE (perplexity %s, %s)"
                        .formatted(
                                Numbers.plain(inspection.path("perplexity").asDouble()),
                                Numbers.count(inspection.path("iterations").asLong(0), "iteration"))
                : "to the plane by principal components (PCA)";
        return "%s of the %s part%s went through the trained model. What each layer made of them was reduced %s, the same rows for all layers."
                .formatted(
                        which,
                        inspection.path("part").asString("evaluated").replace("train", "training"),
                        rows == of ? "" : ",",
                        how);
    }

    private static Html table(JsonNode layers) {
        boolean classes = layers.path(0).path("nearestLabel").isNumber();
        boolean tsne = layers.path(0).has("tsne");
        Table table = new Table(classes ? "1-NN accuracy" : "The layers")
                .column("Layer")
                .number("Values");
        if (classes) {
            table.number("By all values").number("In the PCA plane");
        }
        if (classes && tsne) {
            table.number("In the t-SNE map");
        }
        table.number("Variance in that plane");
        if (tsne) {
            table.number("KL divergence")
                    .number("Trustworthiness")
                    .column("Converged")
                    .number("t-SNE took");
        }
        layers.forEach(layer -> table.row(cells(layer, classes, tsne)));
        return table.html();
    }

    private static List<Table.Cell> cells(JsonNode layer, boolean classes, boolean tsne) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.path(name(layer)));
        cells.add(Table.Cell.count(values(layer.path("output"))));
        JsonNode map = layer.path("tsne");
        if (classes) {
            cells.add(Table.Cell.percent(layer.path("nearestLabel")));
            cells.add(Table.Cell.percent(layer.path("pca").path("nearestLabel")));
        }
        if (classes && tsne) {
            cells.add(Table.Cell.percent(map.path("nearestLabel")));
        }
        cells.add(Table.Cell.percent(variance(layer)));
        if (tsne) {
            cells.add(Table.Cell.loss(map.path("divergence")));
            cells.add(Table.Cell.loss(map.path("trustworthiness")));
            cells.add(Table.Cell.text(map.path("converged").asBoolean(false) ? "yes" : "no"));
            cells.add(Table.Cell.seconds(map.path("seconds")));
        }
        return cells;
    }

    private static long values(JsonNode output) {
        long values = 1;
        for (JsonNode extent : output) {
            values *= extent.asLong(1);
        }
        return values;
    }

    private static double variance(JsonNode layer) {
        double sum = 0;
        for (JsonNode share : layer.path("pca").path("shares")) {
            sum += share.asDouble(0);
        }
        return sum;
    }

    /// What goes in is called the input, preprocessed or not.
    static String name(JsonNode layer) {
        List<String> names = new ArrayList<>();
        String path = layer.path("path").asString("");
        names.add(
                path.equals("examples")
                        ? "input"
                        : path.startsWith("preprocess.") ? "input (%s)".formatted(path) : path);
        layer.path("also").forEach(also -> names.add(also.asString("")));
        return String.join(" = ", names);
    }

    private static Html maps(JsonNode inspection, Chapter chapter) {
        int known = Sprite.rows(chapter, inspection);
        int[] labels = inspection
                .path("labels")
                .valueStream()
                .mapToInt(label -> label.asInt(-1))
                .toArray();
        List<String> classes = inspection
                .path("classes")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
        Integer grouping = labels.length == 0 ? null : MapDrawing.grouping(chapter, labels, classes);
        boolean pairs = inspection.path("layers").valueStream().anyMatch(layer -> layer.has("tsne"));
        List<Html> rows = new ArrayList<>();
        for (JsonNode layer : inspection.path("layers")) {
            Html drawn = Html.join(maps(layer, labels, classes).stream()
                    .map(map -> map.html(chapter, known, grouping))
                    .toList());
            rows.add(pairs ? Html.join(chapter.heading(name(layer)), mapped(drawn)) : drawn);
        }
        String told = grouping == null ? HINT : HINT + GROUPS + (classes.size() > MOST_COLOURS ? ALIKE : "");
        Html hint = Html.tag("p", Attributes.of("class", "note screen"), Html.text(told));
        return Html.tag(
                "div",
                Attributes.of("class", "maps"),
                hint,
                Html.tag("div", Attributes.of("class", "legend")),
                pairs ? Html.join(rows) : mapped(Html.join(rows)));
    }

    private static Html mapped(Html maps) {
        return Html.tag("div", Attributes.of("class", "mapped"), maps);
    }

    private static List<MapDrawing> maps(JsonNode layer, int[] labels, List<String> classes) {
        List<MapDrawing> maps = new ArrayList<>();
        JsonNode pca = layer.path("pca");
        if (pca.path("places").isEmpty()) {
            return maps;
        }
        List<String> axes = IntStream.range(0, 2)
                .mapToObj(i -> "component %d, %s"
                        .formatted(
                                i + 1,
                                Numbers.percent(pca.path("shares").path(i).asDouble(0))))
                .toList();
        maps.add(new MapDrawing(
                "%s by PCA, %s of the variance".formatted(name(layer), Numbers.percent(variance(layer))),
                plane(pca),
                axes,
                labels,
                classes));
        if (!layer.path("tsne").path("places").isEmpty()) {
            String divergence =
                    Numbers.loss(layer.path("tsne").path("divergence").asDouble(Double.NaN));
            maps.add(new MapDrawing(
                    "%s by t-SNE, KL %s".formatted(name(layer), divergence),
                    plane(layer.path("tsne")),
                    List.of(),
                    labels,
                    classes));
        }
        return maps;
    }

    /// @return `[rows, 2]`
    private static MatrixView plane(JsonNode map) {
        JsonNode places = map.path("places");
        float[] values = new float[places.size() / 2 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) places.get(i).asDouble(0);
        }
        return MatrixView.of(values, values.length / 2, 2);
    }
}
