package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nunchi.record.EvaluationRecord;
import nunchi.report.Table.Cell;

/// Which class was taken for which: a table whose cells are as dark as they are full, and lead to their pictures.
final class ConfusionSection implements ReportSection {
    private static final String CAPTION = "Rows are true classes, columns predictions";
    private static final String LEADS =
            "A cell leads to its pictures: click on it, or go to it with the arrow keys and press Enter.";
    /// From so many classes on, cells are too small for their numbers.
    private static final int MANY = 26;
    /// Squared, what a page can hold.
    private static final int MOST = 200;
    private static final String LEFT_OUT =
            "The matrix of %,d classes is left out, since a page shows at most %d; evaluation.json has %s.";
    private static final int LISTED = 10;
    private static final int LISTED_FROM = 13;

    @Override
    public String title() {
        return "Confusion matrix";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Answered answered = Answered.of(folder, chapter);
        List<List<Integer>> confusion = answered.confusion();
        if (!folder.evaluation().byClass().confused().isEmpty()) {
            return ofMany(folder.evaluation(), answered);
        }
        if (confusion.isEmpty()) {
            return Html.NOTHING;
        }
        List<Confused> confused = confused(confusion);
        if (confusion.size() > MOST) {
            return Html.join(
                    worst(answered, confused),
                    Html.paragraph(LEFT_OUT.formatted(confusion.size(), MOST, "all of it")),
                    list(answered, confused));
        }
        ConfusionMatrix matrix =
                new ConfusionMatrix(answered, answered.pairs(), confused.isEmpty() ? 1 : confused.getFirst().count);
        Attributes kind = confusion.size() < MANY
                ? Attributes.of("class", "confusion")
                : Attributes.of("class", "confusion many", "style", "--classes:" + confusion.size());
        Html content = Html.join(Table.caption(CAPTION), matrix.head(), matrix.rows());
        return Html.join(
                worst(answered, confused),
                Table.framed(CAPTION, Html.tag("table", kind, content)),
                matrix.drawn().isEmpty()
                        ? Html.NOTHING
                        : Html.tag("p", Attributes.of("class", "note screen"), Html.text(LEADS)),
                list(answered, confused));
    }

    /// Of so many classes that no matrix was counted.
    private static Html ofMany(EvaluationRecord evaluation, Answered answered) {
        List<Confused> confused = evaluation.byClass().confused().stream()
                .map(each -> new Confused(each.truth(), each.prediction(), each.rows()))
                .toList();
        Table table = new Table("The most frequent confusions")
                .column("True class")
                .column("Taken for")
                .number("Times");
        confused.stream()
                .limit(LISTED)
                .forEach(each -> table.row(
                        Cell.text(answered.name(each.truth)),
                        Cell.text(answered.name(each.prediction)),
                        Cell.count(each.count)));
        String kept = "the %s of classes confused most often".formatted(Numbers.count(confused.size(), "pair"));
        return Html.join(
                worst(answered, confused),
                Html.paragraph(LEFT_OUT.formatted(evaluation.byClass().classes().size(), MOST, kept)),
                table.html());
    }

    /// The kinds of mistakes that were made, the most frequent first.
    private static List<Confused> confused(List<List<Integer>> confusion) {
        List<Confused> found = new ArrayList<>();
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.get(row).size(); column++) {
                long count = confusion.get(row).get(column);
                if (row != column && count > 0) {
                    found.add(new Confused(row, column, count));
                }
            }
        }
        found.sort(Comparator.comparingLong(each -> -each.count));
        return found;
    }

    private static Html worst(Answered answered, List<Confused> confused) {
        String seen = Words.seen(answered.evaluation()).strip();
        Html part = seen.isEmpty() ? Html.NOTHING : Html.paragraph(seen);
        return confused.isEmpty() || confused.getFirst().count < 2
                ? part
                : Html.join(
                        part,
                        Html.paragraph("The most frequent confusion: %s taken for %s, %s."
                                .formatted(
                                        answered.name(confused.getFirst().truth),
                                        answered.name(confused.getFirst().prediction),
                                        Numbers.count(confused.getFirst().count, "time"))));
    }

    /// A large matrix hides its few large numbers.
    private static Html list(Answered answered, List<Confused> confused) {
        List<List<Integer>> confusion = answered.confusion();
        Table table = new Table("The most frequent confusions")
                .column("True class")
                .column("Taken for")
                .number("Times")
                .number("Of the class");
        confused.stream()
                .limit(confusion.size() < LISTED_FROM ? 0 : LISTED)
                .forEach(each -> table.row(
                        Cell.text(answered.name(each.truth)),
                        Cell.text(answered.name(each.prediction)),
                        Cell.count(each.count),
                        Cell.percent((double) each.count / ConfusionMatrix.sum(confusion.get(each.truth)))));
        return table.html();
    }

    private record Confused(int truth, int prediction, long count) {}
}
