package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final String OPENING =
            "Backpropagation through time brings the gradient of the loss from the last step to the first. Each step back multiplies it by the Jacobian of one step:";
    private static final String JACOBIAN =
            "\\frac{\\partial L}{\\partial h_t} = \\frac{\\partial L}{\\partial h_{t+1}} \\cdot \\frac{\\partial h_{t+1}}{\\partial h_t}";
    private static final String SIMPLE =
            "\\Vert\\frac{\\partial h_{t+1}}{\\partial h_t}\\Vert \\le \\max f' \\cdot \\Vert U\\Vert";
    private static final String SIMPLE_WORDS =
            "For a simple recurrent layer the factor is at most the largest slope of its activation times the norm of U. A sigmoid has a slope of at most 1/4, tanh and ReLU of at most 1. With an orthogonal U, whose norm is 1, the gradient of a sigmoid therefore shrinks to a quarter or less in every step: it vanishes. With tanh it shrinks only where units are saturated. A U with a norm above 1 lets it explode:";
    private static final String LSTM = "\\frac{\\partial c_{t+1}}{\\partial c_t} = f_{t+1} + \\ldots";
    private static final String LSTM_WORDS =
            "An LSTM has a second way: from cell state to cell state, where the factor is the forget gate f alone. Where the gate is open (f near 1), the gradient passes unchanged over many steps:";
    private static final String GRU = "\\frac{\\partial h_{t+1}}{\\partial h_t} = z_{t+1} + \\ldots";
    private static final String GRU_WORDS =
            "A GRU keeps a share z of its state in each step, and the gradient passes this way with the factor z:";

    @Override
    public String title() {
        return "Gradients over time";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<OverTimeRecord> recorded = folder.inspection().gradientsOverTime();
        List<OverTimeRecord> layers = recorded == null
                ? List.of()
                : recorded.stream().filter(OverTimeSection::isWhole).toList();
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> charts =
                layers.stream().map(layer -> drawing(layer).html(chapter)).toList();
        return Html.join(
                Html.paragraph(OPENING),
                Formula.display(JACOBIAN),
                explained(layers, "simplernn", SIMPLE, SIMPLE_WORDS),
                explained(layers, "lstm", LSTM, LSTM_WORDS),
                explained(layers, "gru", GRU, GRU_WORDS),
                Html.tag("div", Attributes.of("class", "charts"), Html.join(charts)),
                table(layers));
    }

    private static boolean isWhole(OverTimeRecord layer) {
        return layer.path() != null
                && !layer.before().isEmpty()
                && layer.before().size() == layer.after().size();
    }

    private static Html explained(List<OverTimeRecord> layers, String kind, String formula, String words) {
        boolean there = layers.stream()
                .anyMatch(layer -> layer.path().toLowerCase(Locale.ROOT).contains(kind));
        return there ? Html.join(Html.paragraph(words), Formula.display(formula)) : Html.NOTHING;
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
        double factor = Math.pow(first / last, 1.0 / (norms.size() - 1));
        return List.of(
                Cell.text(path),
                Cell.text(weights),
                Cell.loss(first),
                Cell.loss(last),
                norms.size() > 1 && last > 0 ? Cell.loss(factor) : Cell.NONE);
    }
}
