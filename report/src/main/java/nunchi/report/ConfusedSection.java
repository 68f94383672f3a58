package nunchi.report;

import java.util.List;
import nunchi.report.Table.Cell;

/// The classes that are taken for one another most often. Of two classes the matrix alone says as much.
final class ConfusedSection implements ReportSection {
    private static final int LISTED = 10;

    @Override
    public String title() {
        return "Most confused classes";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        ShownAnswers answered = ShownAnswers.of(folder, chapter);
        List<List<Integer>> confusion = answered.confusion();
        if (confusion.size() <= 2) {
            return Html.NOTHING;
        }
        Table table = new Table("The most frequent confusions")
                .column("True class")
                .column("Predicted as")
                .number("Count")
                .number("Fraction of the class");
        Confused.of(confusion).stream()
                .limit(LISTED)
                .forEach(each -> table.row(
                        Cell.text(answered.name(each.truth())),
                        Cell.text(answered.name(each.prediction())),
                        Cell.count(each.count()),
                        Cell.percent((double) each.count() / ConfusionMatrix.sum(confusion.get(each.truth())))));
        return table.html();
    }
}
