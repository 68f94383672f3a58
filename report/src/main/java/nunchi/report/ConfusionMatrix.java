package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nunchi.text.Numbers;

/// The cells of a confusion matrix: blue on the diagonal by the fraction of the class, orange off it by the square root
/// of the fraction of the greatest.
///
/// @param drawn    the anchors of the cells of which there are images or texts
/// @param greatest of the numbers off the diagonal
record ConfusionMatrix(ShownAnswers answered, Set<String> drawn, long greatest) {
    /// From here on cells are so dark that only light letters can be read on them.
    static final double DARK_BLUE = 0.85;
    private static final double DARK_ORANGE = 0.9;

    Html head() {
        List<Html> cells = new ArrayList<>();
        cells.add(Html.tag("th", Attributes.of("scope", "col"), Html.text("true \\ predicted")));
        for (int column = 0; column < answered.confusion().size(); column++) {
            cells.add(Html.tag(
                    "th",
                    Attributes.of("scope", "col", "class", "number"),
                    Html.tag("span", Html.text(answered.name(column)))));
        }
        return Html.tag("thead", Html.tag("tr", Html.join(cells)));
    }

    Html rows() {
        List<Html> rows = new ArrayList<>();
        List<List<Integer>> confusion = answered.confusion();
        for (int row = 0; row < confusion.size(); row++) {
            List<Html> cells = new ArrayList<>();
            cells.add(Html.tag("th", Attributes.of("scope", "row"), Html.text(answered.name(row))));
            long support = sum(confusion.get(row));
            for (int column = 0; column < confusion.get(row).size(); column++) {
                cells.add(cell(row, column, support));
            }
            rows.add(Html.tag("tr", Html.join(cells)));
        }
        return Html.tag("tbody", Html.join(rows));
    }

    private Html cell(int row, int column, long support) {
        long count = answered.confusion().get(row).get(column);
        if (count == 0) {
            return Html.tag("td", Attributes.of("class", "none"), Html.text("0"));
        }
        boolean right = row == column;
        double share = right ? (double) count / support : Math.sqrt((double) count / greatest);
        String kind =
                (right ? "number right" : "number wrong") + (share > (right ? DARK_BLUE : DARK_ORANGE) ? " full" : "");
        String pair = "True: %s, Pred: %s".formatted(answered.name(row), answered.name(column));
        Attributes style =
                Attributes.of("class", kind, "style", Css.property("--share", share), "title", pair + ": " + count);
        Html number = Html.text(Numbers.count(count));
        String anchor = answered.anchor(row, column);
        Attributes link =
                Attributes.of("href", "#" + anchor, "aria-label", "%s, %s".formatted(Numbers.count(count), pair));
        return Html.tag("td", style, drawn.contains(anchor) ? Html.tag("a", link, number) : number);
    }

    static long sum(List<Integer> row) {
        return row.stream().mapToLong(Integer::longValue).sum();
    }
}
