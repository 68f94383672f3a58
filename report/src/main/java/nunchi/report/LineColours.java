package nunchi.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.metric.Direction;
import nunchi.metric.Quantity;
import nunchi.report.page.Chart;
import nunchi.report.page.Series;
import org.jspecify.annotations.Nullable;

/// The colours of many lines. Each of a few groups has one of its own, the same in all charts; lines of more groups are
/// coloured by the rank of their result.
///
/// @param groups   by line, the name of its group; empty where all lines are alike
/// @param figure   that ranks lines, as `validation accuracy`
/// @param quantity what the figure's values are
/// @param results  by line; NaN where there is none
record LineColours(List<String> groups, String figure, Quantity quantity, List<Double> results) {
    /// As many as can be told apart.
    private static final int MOST_GROUPS = 6;

    private List<String> names() {
        return groups.stream().distinct().toList();
    }

    boolean areRanked() {
        return names().size() > MOST_GROUPS && ranked().size() > 1;
    }

    /// Lines with a result, from the worst to the best.
    private List<Integer> ranked() {
        Comparator<Integer> ascending = Comparator.comparingDouble(results::get);
        return IntStream.range(0, results.size())
                .boxed()
                .filter(line -> !Double.isNaN(results.get(line)))
                .sorted(quantity.direction() == Direction.MAX ? ascending : ascending.reversed())
                .toList();
    }

    /// @return the line as it is drawn: with the number of its `colour` and its group's name, or its `place` among the
    ///         ranked, 0 worst to 1 best
    Series line(int line, Curve curve) {
        Series drawn = curve.line();
        if (areRanked()) {
            List<Integer> ranked = ranked();
            int rank = ranked.indexOf(line);
            return rank < 0 ? drawn : drawn.withPlace((double) rank / (ranked.size() - 1));
        }
        List<String> names = names();
        return names.size() < 2 || names.size() > MOST_GROUPS
                ? drawn
                : drawn.withName(groups.get(line), curve.name()).withColour(names.indexOf(groups.get(line)));
    }

    /// The legend of the ranks; null where lines have none.
    Chart.@Nullable Scale scale() {
        return areRanked() ? new Chart.Scale(figure, shown(ranked().getFirst()), shown(ranked().getLast())) : null;
    }

    private String shown(int line) {
        return Quantities.text(quantity, results.get(line));
    }

    /// What a reader is told of the lines, each of which is one `noun`.
    String inWords(String noun) {
        String colours = areRanked()
                ? ", coloured by its rank in %s, from the worst (blue) to the best (orange, drawn bold)"
                        .formatted(figure)
                : names().size() > 1 && names().size() <= MOST_GROUPS
                        ? ", with the colour of its name in the legend"
                        : "";
        return "Each line is one %s%s.".formatted(noun, colours);
    }

    /// The same as a paragraph, with a hint for those who can point at a chart.
    Html html(String noun) {
        Html hint = Html.tag(
                "span",
                Attributes.of("class", "screen"),
                Html.text(" Where a chart is pointed at, it names the nearest lines."));
        return Html.tag("p", Html.text(inWords(noun)), hint);
    }
}
