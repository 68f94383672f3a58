package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nunchi.report.Table.Cell;
import tools.jackson.databind.JsonNode;

/// Which class was taken for which: a table whose cells are as dark as they are full, and lead to their pictures.
final class ConfusionSection implements ReportSection {
    private static final String CAPTION = "Rows are true classes, columns predictions";
    private static final String LEADS = "A cell leads to its pictures: click on it, or go to it with the arrow keys and press Enter.";
    /// From so many classes on, cells are too small for their numbers.
    private static final int MANY = 26;
    private static final int LISTED = 10;
    private static final int LISTED_FROM = 13;

    @Override
    public String title() {
        return "Confusion matrix";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode confusion = folder.evaluation().path("confusion");
        if (!confusion.isArray() || confusion.isEmpty()) {
            return Html.NOTHING;
        }
        Answered answered = Answered.of(folder, chapter);
        List<Confused> confused = confused(confusion);
        Matrix matrix = new Matrix(answered, answered.pairs(), confused.isEmpty() ? 1 : confused.getFirst().count);
        String kind = confusion.size() < MANY ? "confusion" : "confusion many";
        Html content = Html.join(Html.tag("caption", Html.text(CAPTION)), matrix.head(), matrix.rows());
        return Html.join(worst(answered, confused), Table.framed(CAPTION, Html.tag("table", Attributes.of("class", kind), content)),
                matrix.drawn.isEmpty() ? Html.NOTHING : Html.tag("p", Attributes.of("class", "note screen"), Html.text(LEADS)), list(answered, confused));
    }

    /// The kinds of mistakes that were made, the most frequent first.
    private static List<Confused> confused(JsonNode confusion) {
        List<Confused> found = new ArrayList<>();
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.path(row).size(); column++) {
                long count = confusion.path(row).path(column).asLong(0);
                if (row != column && count > 0) {
                    found.add(new Confused(row, column, count));
                }
            }
        }
        found.sort(Comparator.comparingLong(each -> -each.count));
        return found;
    }

    private static Html worst(Answered answered, List<Confused> confused) {
        return confused.isEmpty() || confused.getFirst().count < 2 ? Html.NOTHING : Html.paragraph("The most frequent confusion: %s taken for %s, %s."
                .formatted(answered.name(confused.getFirst().truth), answered.name(confused.getFirst().prediction), Numbers.count(confused.getFirst().count, "time")));
    }

    /// A large matrix hides its few large numbers.
    private static Html list(Answered answered, List<Confused> confused) {
        JsonNode confusion = answered.evaluation().path("confusion");
        Table table = new Table("The most frequent confusions").column("True class").column("Taken for").number("Times").number("Of the class");
        confused.stream().limit(confusion.size() < LISTED_FROM ? 0 : LISTED).forEach(each -> table.row(
                Cell.text(answered.name(each.truth)), Cell.text(answered.name(each.prediction)), Cell.count(each.count),
                Cell.percent((double) each.count / sum(confusion.path(each.truth)))));
        return table.html();
    }

    private static long sum(JsonNode row) {
        return row.valueStream().mapToLong(count -> count.asLong(0)).sum();
    }

    private record Confused(int truth, int prediction, long count) {}

    /// @param drawn    the anchors of the cells of which there are pictures
    /// @param greatest of the numbers off the diagonal
    private record Matrix(Answered answered, Set<String> drawn, long greatest) {
        Html head() {
            List<Html> cells = new ArrayList<>();
            cells.add(Html.tag("th", Attributes.of("scope", "col"), Html.text("true \\ predicted")));
            for (int column = 0; column < answered.evaluation().path("confusion").size(); column++) {
                cells.add(Html.tag("th", Attributes.of("scope", "col", "class", "number"), Html.tag("span", Html.text(answered.name(column)))));
            }
            return Html.tag("thead", Html.tag("tr", Html.join(cells)));
        }

        Html rows() {
            List<Html> rows = new ArrayList<>();
            JsonNode confusion = answered.evaluation().path("confusion");
            for (int row = 0; row < confusion.size(); row++) {
                List<Html> cells = new ArrayList<>();
                cells.add(Html.tag("th", Attributes.of("scope", "row"), Html.text(answered.name(row))));
                long support = sum(confusion.path(row));
                for (int column = 0; column < confusion.path(row).size(); column++) {
                    cells.add(cell(row, column, support));
                }
                rows.add(Html.tag("tr", Html.join(cells)));
            }
            return Html.tag("tbody", Html.join(rows));
        }

        private Html cell(int row, int column, long support) {
            long count = answered.evaluation().path("confusion").path(row).path(column).asLong(0);
            if (count == 0) {
                return Html.tag("td", Attributes.of("class", "none"), Html.text("0"));
            }
            boolean right = row == column;
            double share = right ? (double) count / support : Math.sqrt((double) count / greatest);
            String kind = (right ? "number right" : "number wrong") + (share > (right ? 0.6 : 0.8) ? " full" : "");
            String pair = "True: %s, Pred: %s".formatted(answered.name(row), answered.name(column));
            Attributes style = Attributes.of("class", kind, "style", String.format(Locale.ROOT, "--share:%.3f", share), "title", pair + ": " + count);
            Html number = Html.text(Numbers.count(count));
            String anchor = answered.anchor(row, column);
            Attributes link = Attributes.of("href", "#" + anchor, "aria-label", "%s, %s".formatted(Numbers.count(count), pair));
            return Html.tag("td", style, drawn.contains(anchor) ? Html.tag("a", link, number) : number);
        }
    }
}
