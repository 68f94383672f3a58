package nunchi.report;

import java.util.stream.IntStream;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// What each column of a table (`.csv`) was taken for.
final class ColumnsTable {
    /// Features of which a page has a row each.
    private static final int MOST = 200;
    private static final int MOST_CATEGORIES = 8;

    private ColumnsTable() {}

    /// @param table as `data.json` describes it; missing for data of another kind
    static Html of(JsonNode table) {
        int features = table.path("features").size();
        if (features == 0) {
            return Html.NOTHING;
        }
        Table drawn = new Table("Columns of the table")
                .column("Column")
                .column("Used as")
                .column("Values")
                .column("Missing values become");
        IntStream.range(0, Math.min(features, MOST))
                .forEach(place -> drawn.row(
                        Cell.text(name(table, "features", "names", place)),
                        Cell.text("feature"),
                        Cell.text(values(table.path("categories").path(place))),
                        Cell.text(table.path("fill").path(place).asString("–"))));
        IntStream.range(0, table.path("outputs").size())
                .forEach(place -> drawn.row(
                        Cell.text(name(table, "outputs", "outputNames", place)),
                        Cell.text("what is learnt"),
                        Cell.text(""),
                        Cell.text("–")));
        int others = table.path("columns").asInt(0)
                - features
                - table.path("outputs").size();
        return Html.join(drawn.html(), note(others, features - MOST));
    }

    private static String name(JsonNode table, String positions, String names, int place) {
        return table.path(names)
                .path(place)
                .asString("column " + table.path(positions).path(place).asInt(0));
    }

    private static String values(JsonNode categories) {
        if (!categories.isArray()) {
            return "numbers";
        }
        String shown = String.join(
                ", ",
                categories
                        .valueStream()
                        .limit(MOST_CATEGORIES)
                        .map(category -> category.asString(""))
                        .toList());
        return "%s: %s%s"
                .formatted(
                        Numbers.count(categories.size(), "category"),
                        shown,
                        categories.size() > MOST_CATEGORIES ? ", …" : "");
    }

    private static Html note(int others, int hidden) {
        String leftOut = others > 0
                ? "%s of the file %s left out. ".formatted(Numbers.count(others, "column"), others == 1 ? "is" : "are")
                : "";
        String notShown = hidden > 0
                ? "%s more are not shown here; data.json has them.".formatted(Numbers.count(hidden, "feature"))
                : "";
        return (leftOut + notShown).isEmpty()
                ? Html.NOTHING
                : Html.tag("p", Attributes.of("class", "note"), Html.text((leftOut + notShown).strip()));
    }
}
