package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// A table with a caption, whose first column heads its rows; numbers stand to the right. Its values can be saved as
/// CSV, at full precision.
final class Table {
    private final String caption;
    private final List<Html> head = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<Html> body = new ArrayList<>();
    private final List<Html> foot = new ArrayList<>();
    private boolean sortable;

    Table(String caption) {
        this.caption = caption;
    }

    /// Lets the reader order its rows by any column.
    Table sortable() {
        sortable = true;
        return this;
    }

    Table column(String title) {
        return column(title, false);
    }

    Table number(String title) {
        return column(title, true);
    }

    private Table column(String title, boolean isNumber) {
        head.add(Html.tag("th", style(isNumber).and("scope", "col"), Html.text(title)));
        numeric.add(isNumber);
        return this;
    }

    Table row(Cell... cells) {
        return row(List.of(cells));
    }

    Table row(List<Cell> cells) {
        return row(Attributes.NONE, cells);
    }

    /// A row that the page's scripts find by its attributes.
    Table row(Attributes attributes, List<Cell> cells) {
        body.add(line(attributes, cells));
        return this;
    }

    /// A row of totals.
    Table total(Cell... cells) {
        foot.add(line(Attributes.NONE, List.of(cells)));
        return this;
    }

    boolean isEmpty() {
        return body.isEmpty();
    }

    Html html() {
        if (body.isEmpty()) {
            return Html.NOTHING;
        }
        Html content = Html.join(
                caption(caption),
                Html.tag("thead", Html.tag("tr", Html.join(head))),
                Html.tag("tbody", Html.join(body)),
                foot.isEmpty() ? Html.NOTHING : Html.tag("tfoot", Html.join(foot)));
        return framed(
                caption, Html.tag("table", sortable ? Attributes.of("class", "sortable") : Attributes.NONE, content));
    }

    /// Stays in sight where the table is scrolled sideways.
    static Html caption(String text) {
        return Html.tag("caption", Html.tag("span", Html.text(text)));
    }

    /// A table in a frame that scrolls sideways where the page is narrow.
    static Html framed(String caption, Html table) {
        Attributes frame =
                Attributes.of("class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Table: " + caption);
        return Html.tag("div", Attributes.of("class", "table"), Html.tag("div", frame, table));
    }

    private Html line(Attributes row, List<Cell> cells) {
        List<Html> line = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Attributes attributes = style(numeric.get(i));
            attributes = cell.exact == null ? attributes : attributes.and("data-value", cell.exact);
            line.add(
                    i == 0
                            ? Html.tag(
                                    "th",
                                    attributes.and("scope", "row"),
                                    Html.tag("span", Attributes.of("class", "own"), cell.shown))
                            : Html.tag("td", attributes, cell.shown));
        }
        return Html.tag("tr", row, Html.join(line));
    }

    private static Attributes style(boolean isNumber) {
        return isNumber ? Attributes.of("class", "number") : Attributes.NONE;
    }

    /// What is shown, and what is saved where that is more exact.
    ///
    /// @param exact null where that is what is shown
    record Cell(Html shown, @Nullable String exact) {
        static final Cell EMPTY = text("");
        /// What was not measured.
        static final Cell NONE = text("–");

        static Cell text(String text) {
            return new Cell(Html.text(text), null);
        }

        /// A text of the data, from left to right or from right to left as it is written.
        static Cell passage(String text) {
            return passages(List.of(text));
        }

        /// Such texts side by side.
        static Cell passages(List<String> texts) {
            List<Html> each =
                    texts.stream().map(text -> Html.tag("bdi", Html.text(text))).toList();
            return new Cell(new Html(each.stream().map(Html::markup).collect(Collectors.joining(" "))), null);
        }

        static Cell code(String text) {
            return new Cell(text.isEmpty() ? Html.NOTHING : Html.tag("code", Html.path(text)), null);
        }

        /// A name with layers' paths in it.
        static Cell path(String text) {
            return new Cell(Html.path(text), null);
        }

        /// @param value null where there is none
        static Cell count(@Nullable Number value) {
            return value == null ? NONE : count(value.longValue());
        }

        static Cell count(long value) {
            return new Cell(Html.text(Numbers.count(value)), Long.toString(value));
        }

        /// @param value NaN where there is none
        static Cell percent(double value) {
            return Double.isNaN(value) ? NONE : new Cell(Html.text(Numbers.percent(value)), Double.toString(value));
        }

        /// @param value NaN where there is none
        static Cell loss(double value) {
            return Double.isNaN(value) ? NONE : new Cell(Html.text(Numbers.loss(value)), Double.toString(value));
        }

        /// @param value NaN where there is none
        static Cell seconds(double value) {
            return Double.isNaN(value) ? NONE : new Cell(Html.text(Numbers.seconds(value)), Double.toString(value));
        }
    }
}
