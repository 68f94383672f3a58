package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import nunchi.record.InspectionRecord.OverTimeRecord;
import nunchi.report.LineDrawing.Line;
import nunchi.report.Table.Cell;

/// How far back in a sequence recurrent layers learn from: the gradients of the loss over the steps, before the
/// training and after it, beside bounds that follow from the slopes of activations.
final class OverTimeSection implements ReportSection {
    /// The largest slope of a sigmoid.
    private static final double SIGMOID = 0.25;

    @Override
    public String title() {
        return "Gradients over time";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<OverTimeRecord> layers = layers(folder);
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> charts =
                layers.stream().map(layer -> drawing(layer).html(chapter)).toList();
        return Html.join(
                explained(folder, layers, chapter),
                Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)),
                table(layers));
    }

    /// Those of the run with a norm for each step, before and after the training.
    static List<OverTimeRecord> layers(Folder folder) {
        List<OverTimeRecord> recorded = folder.inspection().gradientsOverTime();
        return recorded == null
                ? List.of()
                : recorded.stream().filter(OverTimeSection::isWhole).toList();
    }

    private Html explained(Folder folder, List<OverTimeRecord> layers, Chapter chapter) {
        GradientExplanation explanation = GradientExplanation.of(folder, layers);
        String where = explanation.told(chapter, chapter.id(title()));
        if (!where.equals(chapter.id(title()))) {
            return Html.tag(
                    "p",
                    Html.text("Why gradients shrink or last: "),
                    Html.tag("a", Attributes.of("href", "#" + where), Html.text("as above")),
                    Html.text("."));
        }
        return Html.join(GradientExplanation.opening(), explanation.simple(), explanation.gated());
    }

    private static boolean isWhole(OverTimeRecord layer) {
        return layer.path() != null
                && !layer.before().isEmpty()
                && layer.before().size() == layer.after().size();
    }

    private static LineDrawing drawing(OverTimeRecord layer) {
        int last = layer.before().size() - 1;
        double end = Math.max(layer.before().getFirst(), layer.before().get(last));
        List<Line> lines = List.of(
                line(
                        "before training",
                        layer.before().size(),
                        step -> layer.before().get((int) step)),
                line(
                        "after training",
                        layer.after().size(),
                        step -> layer.after().get((int) step)),
                line("a quarter per step", last + 1, step -> end * Math.pow(SIGMOID, last - step)),
                line("unchanged", last + 1, _ -> end));
        return new LineDrawing(
                "Gradient of the loss with respect to the state of %s after each step".formatted(layer.path()),
                "step",
                "log₁₀ of the norm",
                lines,
                null);
    }

    /// Logarithms to base 10; what is 0 has none.
    private static Line line(String name, int steps, DoubleUnaryOperator norm) {
        List<double[]> points = new ArrayList<>();
        IntStream.range(0, steps)
                .filter(step -> norm.applyAsDouble(step) > 0)
                .forEach(step -> points.add(new double[] {step + 1, Math.log10(norm.applyAsDouble(step))}));
        return new Line(name, points);
    }

    private static Html table(List<OverTimeRecord> layers) {
        Table table = new Table("Norms of the gradients: mean over the examples")
                .column("Layer")
                .column("Weights")
                .number("First step")
                .number("Last step")
                .number("Factor per step back");
        for (OverTimeRecord layer : layers) {
            table.row(cells(layer.path(), "before training", layer.before()));
            table.row(cells(layer.path(), "after training", layer.after()));
        }
        return table.html();
    }

    private static List<Cell> cells(String path, String weights, List<Double> norms) {
        double first = norms.getFirst();
        double last = norms.getLast();
        return List.of(Cell.text(path), Cell.text(weights), Cell.loss(first), Cell.loss(last), factor(norms));
    }

    /// By which a gradient changes in one step back, the geometric mean over the steps.
    static Cell factor(List<Double> norms) {
        double left = norms.getFirst() / norms.getLast();
        return norms.size() > 1 && norms.getLast() > 0
                ? Cell.loss(Math.pow(left, 1.0 / (norms.size() - 1)))
                : Cell.NONE;
    }
}
