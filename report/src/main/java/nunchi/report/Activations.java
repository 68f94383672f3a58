package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// A network's activations beside those that every course compares: their curves, their derivatives, and what becomes
/// of a gradient that passes through all of them.
///
/// @param used     in the order of the layers, as often as they are there
/// @param compared those used, each once, and the family
record Activations(List<ActivationCurve> used, List<ActivationCurve> compared) {
    private static final List<ActivationCurve> FAMILY = Stream.of("sigmoid", "tanh", "relu", "leakyRelu")
            .flatMap(name -> ActivationCurve.of(new NamedValue(name, Tree.ABSENT)).stream())
            .toList();
    /// Where functions of different growth can be told apart on one axis.
    private static final double NEAR = 3;

    static Activations of(List<NamedValue> named) {
        List<ActivationCurve> used = named.stream()
                .map(ActivationCurve::of)
                .flatMap(Optional::stream)
                .toList();
        Map<String, ActivationCurve> compared = new LinkedHashMap<>();
        Stream.concat(used.stream(), FAMILY.stream())
                .forEach(curve -> compared.putIfAbsent(curve.activation().name(), curve));
        return new Activations(used, List.copyOf(compared.values()));
    }

    /// The curve of one that is used and its derivative; nothing for what has none.
    Html curve(String name, Chapter chapter) {
        return compared.stream()
                .filter(curve -> curve.activation().name().equals(name))
                .findFirst()
                .map(curve -> curve(curve, chapter))
                .orElse(Html.NOTHING);
    }

    private static Html curve(ActivationCurve curve, Chapter chapter) {
        List<Series> series = List.of(
                new Series("f(z)", curve.valuePoints(ActivationCurve.END)).withColour(0),
                new Series("f′(z)", curve.slopePoints(ActivationCurve.END))
                        .withColour(1)
                        .withDashes(true));
        String instead = "The derivative lies between %s and %s."
                .formatted(Numbers.loss(curve.leastSlope()), Numbers.loss(curve.greatestSlope()));
        String caption = curve.title() + " and its derivative";
        return chapter.chart(lines(caption, series), caption + ". " + instead);
    }

    /// Nothing for a network without activations.
    Html text() {
        return used.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph(meaning()), table());
    }

    Html charts(Chapter chapter) {
        return Html.tag(
                "div",
                Attributes.of("class", "charts"),
                chart("Activation functions", curve -> curve.valuePoints(NEAR), chapter),
                chart(
                        "Derivatives of the activation functions",
                        curve -> curve.slopePoints(ActivationCurve.END),
                        chapter));
    }

    private Html chart(String caption, Function<ActivationCurve, List<Point>> points, Chapter chapter) {
        List<Series> series = IntStream.range(0, compared.size())
                .mapToObj(i -> new Series(compared.get(i).title(), points.apply(compared.get(i))).withColour(i))
                .toList();
        return chapter.chart(lines(caption, series), caption + "; the table gives the limits of the derivatives.");
    }

    private static Lines lines(String caption, List<Series> series) {
        return new Lines(caption, "z", "", null, false, null, series, null);
    }

    /// The activations one after another; those of parallel branches are counted as if they were.
    private String meaning() {
        String passed = used.stream()
                .collect(Collectors.groupingBy(ActivationCurve::title, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> Numbers.count(entry.getValue(), "layer") + " of " + entry.getKey())
                .collect(Collectors.joining(" and "));
        double most = used.stream().mapToDouble(ActivationCurve::greatestSlope).reduce(1, (a, b) -> a * b);
        return """
                Backward, the chain rule multiplies a gradient by the derivative of every activation that it passes, and by the weights between them. \
                Here it passes %s, whose derivatives multiply it by at most %s%s. %s""".formatted(
                        passed,
                        Numbers.loss(most),
                        most < 1 ? ": the gradient vanishes unless large weights make up for it" : "",
                        dying());
    }

    /// Of what is used, whether a unit can get stuck.
    private String dying() {
        List<String> dead = new ArrayList<>(used.stream()
                .filter(curve -> curve.slopeFarBelow() == 0)
                .map(ActivationCurve::title)
                .distinct()
                .toList());
        return dead.isEmpty()
                ? "None of them has a derivative of exactly 0 over a whole range, so no unit is shut off for good, though small derivatives can make it slow."
                : "Below 0 the derivative of %s is exactly 0: a unit whose input is negative for every example learns no more (it is dying)."
                        .formatted(String.join(" and of ", dead));
    }

    private Table head() {
        return new Table("Derivatives for inputs from −6 to 6")
                .column("Activation")
                .number("Layers here")
                .number("Minimum")
                .number("Maximum")
                .number("At −6")
                .number("Maximum over %s".formatted(Numbers.count(used.size(), "layer")));
    }

    private Html table() {
        Table table = head();
        for (ActivationCurve curve : compared) {
            long layers = used.stream()
                    .filter(each ->
                            each.activation().name().equals(curve.activation().name()))
                    .count();
            table.row(
                    Cell.text(curve.title()),
                    layers == 0 ? Cell.text("–") : Cell.count(layers),
                    Cell.loss(curve.leastSlope()),
                    Cell.loss(curve.greatestSlope()),
                    Cell.loss(curve.slopeFarBelow()),
                    Cell.loss(Math.pow(curve.greatestSlope(), used.size())));
        }
        return table.html();
    }
}
