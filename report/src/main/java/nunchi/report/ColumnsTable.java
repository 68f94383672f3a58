package nunchi.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.model.TableRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// What each column of a table (`.csv`) was taken for.
final class ColumnsTable {
    /// Features of which a page has a row each.
    private static final int MOST = 200;
    private static final int MOST_CATEGORIES = 8;

    private ColumnsTable() {}

    /// Of numbers and categories.
    ///
    /// @param table as `data.json` describes it; null for data of another kind
    static Html of(@Nullable TableRecord table) {
        return of(table, "numbers");
    }

    /// @param table as `data.json` describes it; null for data of another kind
    /// @param plain what a column holds that has no categories
    static Html of(@Nullable TableRecord table, String plain) {
        if (table == null || table.features().isEmpty()) {
            return Html.NOTHING;
        }
        int features = table.features().size();
        Table drawn = new Table("Columns of the table")
                .column("Column")
                .column("Used as")
                .column("Values")
                .column("Missing values become");
        IntStream.range(0, Math.min(features, MOST))
                .forEach(place -> drawn.row(
                        Cell.text(name(table.features(), table.names(), place)),
                        Cell.text("feature"),
                        Cell.text(values(at(table.categories(), place), plain)),
                        Cell.text(fill(at(table.fill(), place)))));
        IntStream.range(0, table.outputs().size())
                .forEach(place -> drawn.row(
                        Cell.text(name(table.outputs(), table.outputNames(), place)),
                        Cell.text("what is learnt"),
                        Cell.text(""),
                        Cell.text("–")));
        int others = (table.columns() == null ? 0 : table.columns())
                - features
                - table.outputs().size();
        return Html.join(drawn.html(), note(others, features - MOST));
    }

    private static String name(List<Integer> positions, List<String> names, int place) {
        return place < names.size() ? names.get(place) : "column " + positions.get(place);
    }

    /// Null where there is none.
    private static <T> @Nullable T at(@Nullable List<? extends @Nullable T> list, int place) {
        return list != null && place < list.size() ? list.get(place) : null;
    }

    private static String fill(@Nullable Object value) {
        return value == null ? "–" : value.toString();
    }

    private static String values(@Nullable List<String> categories, String plain) {
        if (categories == null) {
            return plain;
        }
        String shown = categories.stream().limit(MOST_CATEGORIES).collect(Collectors.joining(", "));
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
