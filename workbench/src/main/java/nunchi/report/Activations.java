package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.report.Table.Cell;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A network's activations beside those that every course compares: their curves, their derivatives, and what becomes of a gradient
/// that passes through all of them.
///
/// @param used     in the order of the layers, as often as they are there
/// @param compared those used, each once, and the family
record Activations(List<ActivationCurve> used, List<ActivationCurve> compared) {
    private static final List<ActivationCurve> FAMILY = Stream.of("sigmoid", "tanh", "relu", "leakyRelu")
            .map(name -> ActivationCurve.of(new Named(name, MissingNode.getInstance()))).toList();
    /// Where functions of different growth can be told apart on one axis.
    private static final double NEAR = 3;

    static Activations of(List<Named> named) {
        List<ActivationCurve> used = named.stream().map(ActivationCurve::of).filter(Objects::nonNull).toList();
        Map<String, ActivationCurve> compared = new LinkedHashMap<>();
        Stream.concat(used.stream(), FAMILY.stream()).forEach(curve -> compared.putIfAbsent(curve.activation().name(), curve));
        return new Activations(used, List.copyOf(compared.values()));
    }

    /// The curve of one that is used and its derivative; nothing for what has none.
    Html curve(String name, Chapter chapter) {
        return compared.stream().filter(curve -> curve.activation().name().equals(name)).findFirst().map(curve -> curve(curve, chapter)).orElse(Html.NOTHING);
    }

    private static Html curve(ActivationCurve curve, Chapter chapter) {
        ObjectNode values = empty();
        ArrayNode series = values.putArray("series");
        series.addObject().put("name", "f(z)").put("group", 0).set("points", curve.valuePoints(ActivationCurve.END));
        series.addObject().put("name", "f′(z)").put("group", 1).put("dashed", true).set("points", curve.slopePoints(ActivationCurve.END));
        String instead = "The derivative lies between %s and %s.".formatted(Numbers.loss(curve.leastSlope()), Numbers.loss(curve.greatestSlope()));
        String caption = curve.title() + " and its derivative";
        return new Chart("lines", caption, caption + ". " + instead, values).html(chapter);
    }

    /// Nothing for a network without activations.
    Html text() {
        return used.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph(meaning()), table());
    }

    Html charts(Chapter chapter) {
        return Html.tag("div", Attributes.of("class", "charts"), chart("Activation functions", curve -> curve.valuePoints(NEAR), chapter),
                chart("Derivatives of the activation functions", curve -> curve.slopePoints(ActivationCurve.END), chapter));
    }

    private Html chart(String caption, Function<ActivationCurve, ArrayNode> points, Chapter chapter) {
        ObjectNode values = empty();
        ArrayNode series = values.putArray("series");
        for (int i = 0; i < compared.size(); i++) {
            series.addObject().put("name", compared.get(i).title()).put("group", i).put("dashed", i % 2 == 1).set("points", points.apply(compared.get(i)));
        }
        return new Chart("lines", caption, caption + "; the table gives the limits of the derivatives.", values).html(chapter);
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode().put("x", "z");
    }

    /// The activations one after another; those of parallel branches are counted as if they were.
    private String meaning() {
        String passed = used.stream().collect(Collectors.groupingBy(ActivationCurve::title, LinkedHashMap::new, Collectors.counting()))
                .entrySet().stream().map(entry -> Numbers.count(entry.getValue(), "layer") + " of " + entry.getKey()).collect(Collectors.joining(" and "));
        double most = used.stream().mapToDouble(ActivationCurve::greatestSlope).reduce(1, (a, b) -> a * b);
        return """
                Backward, the chain rule multiplies a gradient by the derivative of every activation that it passes, and by the weights between them. \
                Here it passes %s, whose derivatives multiply it by at most %s%s. %s"""
                .formatted(passed, Numbers.loss(most), most < 1 ? ": the gradient vanishes unless large weights make up for it" : "", dying());
    }

    /// Of what is used, whether a unit can get stuck.
    private String dying() {
        List<String> dead = new ArrayList<>(used.stream().filter(curve -> curve.slopeFarBelow() == 0).map(ActivationCurve::title).distinct().toList());
        return dead.isEmpty()
                ? "None of them has a derivative of exactly 0 over a whole range, so no unit is shut off for good, though small derivatives can make it slow."
                : "Below 0 the derivative of %s is exactly 0: a unit whose input is negative for every example learns no more (it is dying)."
                        .formatted(String.join(" and of ", dead));
    }

    private Table head() {
        return new Table("Derivatives for inputs from −6 to 6").column("Activation").number("Layers here").number("Least").number("Greatest")
                .number("At −6").number("Greatest over %s".formatted(Numbers.count(used.size(), "layer")));
    }

    private Html table() {
        Table table = head();
        for (ActivationCurve curve : compared) {
            long layers = used.stream().filter(each -> each.activation().name().equals(curve.activation().name())).count();
            table.row(Cell.text(curve.title()), layers == 0 ? Cell.text("–") : Cell.count(layers), Cell.loss(curve.leastSlope()), Cell.loss(curve.greatestSlope()),
                    Cell.loss(curve.slopeFarBelow()), Cell.loss(Math.pow(curve.greatestSlope(), used.size())));
        }
        return table.html();
    }
}
