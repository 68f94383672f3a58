package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.record.InspectionRecord.PrincipalRecord;
import nunchi.record.InspectionRecord.TsneRecord;
import nunchi.text.Numbers;

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
            " So many colours are hard to distinguish: point at an example for its class, or show a few classes alone,"
                    + " whose names then stand amid their rows.";

    @Override
    public String title() {
        return "Layers";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        InspectionRecord inspection = folder.inspection();
        List<LaidOutRecord> layers = inspection.layers();
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        return Html.join(
                Html.paragraph(opening(inspection)),
                Html.paragraph(Separation.of(inspection).inWords()),
                table(layers),
                NearestCurves.html(layers, chapter),
                maps(inspection, chapter));
    }

    private static String opening(InspectionRecord inspection) {
        int rows = inspection.rows() == null ? 0 : inspection.rows();
        int of = inspection.of() == null ? rows : inspection.of();
        String which = rows == of
                ? "All %s".formatted(Numbers.count(rows, "row"))
                : "%s, chosen at random from all %s".formatted(Numbers.count(rows, "row"), Numbers.count(of));
        String how = inspection.perplexity() != null
                ? "to the plane by principal components (PCA) and by t-SNE (perplexity %s, %s)"
                        .formatted(
                                Numbers.plain(inspection.perplexity()),
                                Numbers.count(
                                        inspection.iterations() == null ? 0 : inspection.iterations(), "iteration"))
                : "to the plane by principal components (PCA)";
        return "%s of the %s set%s went through the trained model. The outputs of each layer were reduced %s, for the same examples in all layers."
                .formatted(which, Words.part(inspection.part(), "evaluated"), rows == of ? "" : ",", how);
    }

    private static Html table(List<LaidOutRecord> layers) {
        boolean classes = !Double.isNaN(layers.getFirst().nearestLabel());
        boolean tsne = layers.getFirst().tsne() != null;
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

    private static List<Table.Cell> cells(LaidOutRecord layer, boolean classes, boolean tsne) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.path(name(layer)));
        cells.add(Table.Cell.count(values(layer.output())));
        Optional<TsneRecord> map = Optional.ofNullable(layer.tsne());
        if (classes) {
            cells.add(Table.Cell.percent(layer.nearestLabel()));
            cells.add(Table.Cell.percent(
                    layer.pca() == null ? Double.NaN : layer.pca().nearestLabel()));
        }
        if (classes && tsne) {
            cells.add(map.map(each -> Table.Cell.percent(each.nearestLabel())).orElse(Table.Cell.NONE));
        }
        cells.add(Table.Cell.percent(variance(layer)));
        if (tsne) {
            cells.add(map.map(each -> Table.Cell.loss(each.divergence())).orElse(Table.Cell.NONE));
            cells.add(map.map(each -> Table.Cell.loss(each.trustworthiness())).orElse(Table.Cell.NONE));
            cells.add(Table.Cell.text(map.filter(TsneRecord::converged).isPresent() ? "yes" : "no"));
            cells.add(map.map(each -> Table.Cell.seconds(each.seconds())).orElse(Table.Cell.NONE));
        }
        return cells;
    }

    private static long values(List<Integer> output) {
        return output.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    private static double variance(LaidOutRecord layer) {
        double sum = 0;
        for (double share :
                layer.pca() == null ? List.<Double>of() : layer.pca().shares()) {
            sum += share;
        }
        return sum;
    }

    /// What goes in is called the input, preprocessed or not.
    static String name(LaidOutRecord layer) {
        List<String> names = new ArrayList<>();
        String path = Objects.requireNonNullElse(layer.path(), "");
        names.add(
                path.equals("examples")
                        ? "input"
                        : path.startsWith("preprocess.") ? "input (%s)".formatted(path) : path);
        names.addAll(layer.also());
        return String.join(" = ", names);
    }

    private static Html maps(InspectionRecord inspection, Chapter chapter) {
        int known = Sprite.rows(chapter, inspection);
        int[] labels = Objects.requireNonNullElse(inspection.labels(), List.<Integer>of()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        List<String> classes = inspection.classes();
        Integer colouring = labels.length == 0 ? null : MapDrawing.colouring(chapter, labels, classes);
        boolean pairs = inspection.layers().stream().anyMatch(layer -> layer.tsne() != null);
        List<Html> rows = new ArrayList<>();
        for (LaidOutRecord layer : inspection.layers()) {
            Html drawn = Html.join(maps(layer, labels, classes).stream()
                    .map(map -> map.html(chapter, known, colouring))
                    .toList());
            rows.add(pairs ? Html.join(chapter.heading(name(layer)), mapped(drawn)) : drawn);
        }
        String told = colouring == null ? HINT : HINT + GROUPS + (classes.size() > MOST_COLOURS ? ALIKE : "");
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

    private static List<MapDrawing> maps(LaidOutRecord layer, int[] labels, List<String> classes) {
        List<MapDrawing> maps = new ArrayList<>();
        PrincipalRecord pca = layer.pca();
        if (pca == null || pca.places().isEmpty()) {
            return maps;
        }
        List<String> axes = IntStream.range(0, 2)
                .mapToObj(i -> "component %d, %s"
                        .formatted(
                                i + 1,
                                Numbers.percent(
                                        i < pca.shares().size() ? pca.shares().get(i) : 0)))
                .toList();
        maps.add(new MapDrawing(
                "%s by PCA, %s of the variance".formatted(name(layer), Numbers.percent(variance(layer))),
                plane(pca.places()),
                axes,
                labels,
                classes));
        if (layer.tsne() != null && !layer.tsne().places().isEmpty()) {
            String divergence = Numbers.loss(layer.tsne().divergence());
            maps.add(new MapDrawing(
                    "%s by t-SNE, KL %s".formatted(name(layer), divergence),
                    plane(layer.tsne().places()),
                    List.of(),
                    labels,
                    classes));
        }
        return maps;
    }

    /// @return `[rows, 2]`
    static MatrixView plane(List<Double> places) {
        float[] values = new float[places.size() / 2 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = places.get(i).floatValue();
        }
        return MatrixView.of(values, values.length / 2, 2);
    }
}
