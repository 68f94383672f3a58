package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import nunchi.codec.Tree;

/// Tables of two searched keys, coloured by what came out.
final class HeatSection implements ReportSection {
    private static final int MOST_VALUES = 12;
    private static final int MOST_MAPS = 6;

    @Override
    public String title() {
        return "Two values at a time";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        SearchSummary search = SearchSummary.of(folder);
        List<String> keys = search.keys().stream()
                .filter(key ->
                        search.values(key).size() > 1 && search.values(key).size() <= MOST_VALUES)
                .toList();
        List<Html> maps = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = i + 1; j < keys.size() && maps.size() < MOST_MAPS; j++) {
                if (crossed(search, keys.get(i), keys.get(j))) {
                    maps.add(map(search, keys.get(i), keys.get(j)));
                }
            }
        }
        String reading = "Each cell is the mean over all runs with these two values: the darker, the better.";
        return maps.isEmpty() ? Html.NOTHING : Html.join(Html.paragraph(reading), Html.join(maps));
    }

    /// Whether most pairs of values were tried; values that belong together in pairs make no table.
    private static boolean crossed(SearchSummary search, String row, String column) {
        long tried = search.settings().stream()
                .map(setting -> setting.value(row) + "|" + setting.value(column))
                .distinct()
                .count();
        return 2 * tried
                > (long) search.values(row).size() * search.values(column).size();
    }

    private static Html map(SearchSummary search, String row, String column) {
        List<Tree> rows = search.values(row);
        List<Tree> columns = search.values(column);
        double[] range = range(search, row, column);
        String caption = "Mean %s by %s (rows) and %s (columns)"
                .formatted(search.figure(), search.brief(row), search.brief(column));
        List<Html> head = new ArrayList<>(List.of(Html.tag("td")));
        columns.forEach(value ->
                head.add(Html.tag("th", Attributes.of("scope", "col"), Html.text(SearchSummary.value(value)))));
        List<Html> lines = new ArrayList<>();
        for (Tree each : rows) {
            List<Html> line = new ArrayList<>(
                    List.of(Html.tag("th", Attributes.of("scope", "row"), Html.text(SearchSummary.value(each)))));
            columns.forEach(other -> line.add(cell(search, mean(search, row, each, column, other), range)));
            lines.add(Html.tag("tr", Html.join(line)));
        }
        Html table = Html.tag(
                "table",
                Attributes.of("class", "confusion heat"),
                Table.caption(caption),
                Html.tag("thead", Html.tag("tr", Html.join(head))),
                Html.tag("tbody", Html.join(lines)));
        return Table.framed(caption, table);
    }

    /// Over all settings with these two values.
    private static OptionalDouble mean(SearchSummary search, String row, Tree first, String column, Tree second) {
        return search.settings().stream()
                .filter(setting -> setting.value(row).equals(first)
                        && setting.value(column).equals(second))
                .mapToDouble(search::mean)
                .filter(mean -> !Double.isNaN(mean))
                .average();
    }

    private static double[] range(SearchSummary search, String row, String column) {
        List<Double> means = new ArrayList<>();
        search.values(row)
                .forEach(each -> search.values(column)
                        .forEach(other -> mean(search, row, each, column, other).ifPresent(means::add)));
        double least = means.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double greatest = means.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return new double[] {least, greatest};
    }

    /// The better, the darker.
    private static Html cell(SearchSummary search, OptionalDouble mean, double[] range) {
        if (mean.isEmpty()) {
            return Html.tag("td", Attributes.of("class", "none"), Html.text("–"));
        }
        double place = range[1] > range[0] ? (mean.getAsDouble() - range[0]) / (range[1] - range[0]) : 1;
        double share = search.rises() ? place : 1 - place;
        String text = search.shown(mean.getAsDouble());
        Attributes style = Attributes.of(
                "class",
                share > ConfusionMatrix.DARK_BLUE ? "right full" : "right",
                "style",
                Css.property("--share", share),
                "data-value",
                Double.toString(mean.getAsDouble()));
        return Html.tag("td", style, Html.text(text));
    }
}
