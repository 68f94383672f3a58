package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// The gradients over time of a lab's recurrent networks in one chart, and why they shrink or last.
final class MemberGradientsSection implements ReportSection {
    /// One more colour is that of the bounds.
    private static final int MOST = 7;
    /// The largest slope of a sigmoid.
    private static final double QUARTER = 0.25;
    /// What is smaller is not drawn, since all other lines would be one.
    private static final double LEAST = 1e-25;

    private static final String READING =
            "Each line shows how much of the gradient at the last step is left at the steps before it, by its logarithm: 0 is all of it, −10 a ten-billionth. Dashed lines are of the networks before their training, full lines after it. The bounds are those of a sigmoid, a quarter per step, and of a gradient that passes unchanged.";

    @Override
    public String title() {
        return "Gradients over time, side by side";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        List<MemberGradients> layers = MemberGradients.of(folder);
        if (layers.size() < 2 || layers.getLast().member() >= MOST) {
            return Html.NOTHING;
        }
        GradientExplanation explanation = GradientExplanation.joined(
                layers.stream().map(MemberGradients::explanation).toList());
        layers.forEach(layer -> layer.explanation().told(chapter, chapter.id(title())));
        return Html.join(
                chapter.heading("How backpropagation through time works, and what goes wrong"),
                GradientExplanation.opening(),
                Html.paragraph(READING + ends(layers)),
                chart(layers, chapter),
                table(layers),
                explanation.hasSimple() ? simple(layers, explanation, chapter) : Html.NOTHING,
                explanation.hasGates() ? gated(layers, explanation, chapter) : Html.NOTHING);
    }

    private static Html simple(List<MemberGradients> layers, GradientExplanation explanation, Chapter chapter) {
        String question = explanation.hasActivations("sigmoid", "tanh")
                ? "Why tanh and not a sigmoid"
                : "Simple recurrent layers";
        List<MemberGradients> own =
                layers.stream().filter(layer -> layer.explanation().hasSimple()).toList();
        return Html.join(chapter.heading(question), explanation.simple(), measured(own));
    }

    private static Html gated(List<MemberGradients> layers, GradientExplanation explanation, Chapter chapter) {
        List<MemberGradients> own =
                layers.stream().filter(layer -> layer.explanation().hasGates()).toList();
        return Html.join(chapter.heading("What gates solve"), explanation.gated(), measured(own));
    }

    /// What is left at the first step, in a sentence.
    private static Html measured(List<MemberGradients> layers) {
        String each = layers.stream()
                .map(layer -> "%s: %s and %s"
                        .formatted(
                                layer.title(),
                                Numbers.loss(MemberGradients.left(layer.layer().before(), 0)),
                                Numbers.loss(MemberGradients.left(layer.layer().after(), 0))))
                .collect(Collectors.joining("; "));
        return Html.paragraph(
                "Measured here, what is left of the gradient at the first step, before the training and after it. %s."
                        .formatted(each));
    }

    private static String ends(List<MemberGradients> layers) {
        boolean cut = layers.stream()
                .flatMap(layer -> IntStream.range(0, layer.steps())
                        .mapToObj(step -> Math.min(
                                MemberGradients.left(layer.layer().before(), step),
                                MemberGradients.left(layer.layer().after(), step))))
                .anyMatch(left -> left < LEAST);
        return cut ? " Lines end where less than 10⁻²⁵ is left; the table has the whole way." : "";
    }

    private static Html chart(List<MemberGradients> layers, Chapter chapter) {
        List<Series> series = new ArrayList<>();
        for (MemberGradients layer : layers) {
            series.add(line(
                            layer.steps(),
                            step -> MemberGradients.left(layer.layer().before(), step))
                    .withName(layer.title(), layer.title() + ", before")
                    .withColour(layer.member())
                    .withDashes(true));
            series.add(line(
                            layer.steps(),
                            step -> MemberGradients.left(layer.layer().after(), step))
                    .withName(layer.title(), layer.title() + ", after")
                    .withColour(layer.member()));
        }
        series.addAll(
                bounds(layers.stream().mapToInt(MemberGradients::steps).max().orElseThrow()));
        String caption = "Gradient of the loss with respect to the state after each step, as a fraction of the last";
        return chapter.chart(
                new Chart.Lines(caption, "step", "log₁₀ of the fraction", null, false, null, series, null),
                "%s: before and after the training of %s, and two bounds."
                        .formatted(
                                caption,
                                layers.stream().map(MemberGradients::title).collect(Collectors.joining(", "))));
    }

    private static List<Series> bounds(int steps) {
        String name = "bounds: 0.25 per step, 1 per step";
        Series quarter = line(steps, step -> Math.pow(QUARTER, steps - 1 - step));
        return Stream.of(
                        quarter.withName(name, "0.25 per step"),
                        line(steps, _ -> 1).withName(name, "1 per step"))
                .map(bound -> bound.withColour(MOST).withDashes(true))
                .toList();
    }

    private static Series line(int steps, IntToDoubleFunction left) {
        List<Point> points = IntStream.range(0, steps)
                .filter(step -> left.applyAsDouble(step) >= LEAST)
                .mapToObj(step -> new Point(step + 1, Math.log10(left.applyAsDouble(step))))
                .toList();
        return new Series("", points);
    }

    private static Html table(List<MemberGradients> layers) {
        boolean measured = layers.stream().noneMatch(layer -> Double.isNaN(layer.loss()));
        Table table = new Table(
                        "What is left of the gradient at the first step, and by which factor it changes per step")
                .column("Network")
                .number("Left before training")
                .number("Left after training")
                .number("Factor before")
                .number("Factor after");
        if (measured) {
            table.number("Loss on unseen examples");
        }
        for (MemberGradients layer : layers) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.text(layer.title()),
                    Cell.loss(MemberGradients.left(layer.layer().before(), 0)),
                    Cell.loss(MemberGradients.left(layer.layer().after(), 0)),
                    OverTimeSection.factor(layer.layer().before()),
                    OverTimeSection.factor(layer.layer().after())));
            if (measured) {
                cells.add(Cell.loss(layer.loss()));
            }
            table.row(cells);
        }
        return table.html();
    }
}
