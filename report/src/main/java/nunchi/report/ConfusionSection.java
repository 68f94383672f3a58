package nunchi.report;

import java.util.List;
import java.util.Objects;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.ConfusedRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// Which class was taken for which: a table whose cells are as dark as they are full, and lead to their images or
/// texts.
final class ConfusionSection implements ReportSection {
    private static final String CAPTION = "Rows are true classes, columns predictions";
    private static final String LEADS =
            "A cell leads to its %s: click on it, or go to it with the arrow keys and press Enter.";
    /// From so many classes on, cells are too small for their numbers.
    private static final int MANY = 26;
    /// Squared, what a page can hold.
    private static final int MOST = 200;
    private static final String LEFT_OUT =
            "The matrix of %,d classes is left out, since a page shows at most %d; evaluation.json has %s.";
    private static final int LISTED = 10;

    @Override
    public String title() {
        return "Confusion matrix";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        ShownAnswers answered = ShownAnswers.of(folder, chapter);
        List<List<Integer>> confusion = answered.confusion();
        List<ConfusedRecord> most =
                Objects.requireNonNullElse(folder.evaluation().byClass().confused(), List.of());
        if (!most.isEmpty()) {
            return ofMany(folder.evaluation(), most, answered);
        }
        if (confusion.isEmpty()) {
            return Html.NOTHING;
        }
        List<Confused> confused = Confused.of(confusion);
        if (confusion.size() > MOST) {
            return Html.join(
                    worst(answered, confused), Html.paragraph(LEFT_OUT.formatted(confusion.size(), MOST, "all of it")));
        }
        ConfusionMatrix matrix = new ConfusionMatrix(
                answered,
                answered.pairs(),
                confused.isEmpty() ? 1 : confused.getFirst().count());
        Attributes kind = confusion.size() < MANY
                ? Attributes.of("class", "confusion")
                : Attributes.of("class", "confusion many", "style", "--classes:" + confusion.size());
        Html content = Html.join(Table.caption(CAPTION), matrix.head(), matrix.rows());
        return Html.join(
                worst(answered, confused),
                Table.framed(CAPTION, Html.tag("table", kind, content)),
                matrix.drawn().isEmpty() ? Html.NOTHING : leads(answered));
    }

    private static Html leads(ShownAnswers answered) {
        Html text = Html.text(LEADS, answered.ofTexts() ? "texts" : "images");
        return Html.tag("p", Attributes.of("class", "note screen"), text);
    }

    /// Of so many classes that no matrix was counted.
    private static Html ofMany(EvaluationRecord evaluation, List<ConfusedRecord> most, ShownAnswers answered) {
        List<Confused> confused = most.stream()
                .map(each -> new Confused(each.truth(), each.prediction(), each.rows()))
                .toList();
        Table table = new Table("The most frequent confusions")
                .column("True class")
                .column("Predicted as")
                .number("Count");
        confused.stream()
                .limit(LISTED)
                .forEach(each -> table.row(
                        Cell.text(answered.name(each.truth())),
                        Cell.text(answered.name(each.prediction())),
                        Cell.count(each.count())));
        String kept = "the %s of classes confused most often".formatted(Numbers.count(confused.size(), "pair"));
        return Html.join(
                worst(answered, confused),
                Html.paragraph(LEFT_OUT.formatted(evaluation.byClass().classes().size(), MOST, kept)),
                table.html());
    }

    private static Html worst(ShownAnswers answered, List<Confused> confused) {
        String seen = Words.seen(answered.evaluation()).strip();
        Html part = seen.isEmpty() ? Html.NOTHING : Html.paragraph(seen);
        return confused.isEmpty() || confused.getFirst().count() < 2
                ? part
                : Html.join(
                        part,
                        Html.paragraph("The most frequent confusion: %s predicted as %s, %s."
                                .formatted(
                                        answered.name(confused.getFirst().truth()),
                                        answered.name(confused.getFirst().prediction()),
                                        Numbers.count(confused.getFirst().count(), "time"))));
    }
}
