package nunchi.report;

import java.util.List;
import java.util.Objects;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.PredictedTextRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// Texts with their targets and what the model predicts: the first of the data, and further wrong ones.
final class PredictedTextsSection implements ReportSection {
    private static final int SHOWN = 25;

    @Override
    public String title() {
        return "Predicted texts";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        EvaluationRecord evaluation = folder.evaluation();
        List<PredictedTextRecord> texts = Objects.requireNonNullElse(evaluation.texts(), List.of());
        List<PredictedTextRecord> wrong =
                texts.stream().filter(each -> !each.isRight()).limit(SHOWN).toList();
        return Html.join(
                summary(evaluation),
                table("The first examples of the %s set".formatted(Words.part(evaluation, "evaluated")), texts),
                texts.size() <= SHOWN ? Html.NOTHING : table("Wrong predictions", wrong));
    }

    private static Html summary(EvaluationRecord evaluation) {
        double match = evaluation.metric("exactMatch");
        if (Double.isNaN(match) || evaluation.rows() == null || evaluation.accuracy() == null) {
            return Html.NOTHING;
        }
        return Html.paragraph(
                "Of the %s of the %s set, %s are predicted without a mistake. The accuracy, %s, is that of single tokens, each predicted after the right ones before it."
                        .formatted(
                                Numbers.count(evaluation.rows(), "text"),
                                Words.part(evaluation, "evaluated"),
                                Numbers.percent(match),
                                Numbers.percent(evaluation.accuracy())));
    }

    private static Html table(String caption, List<PredictedTextRecord> texts) {
        Table table = new Table(caption)
                .column("Text")
                .column("Target")
                .column("Predicted")
                .column("Right");
        texts.stream()
                .limit(SHOWN)
                .forEach(each -> table.row(
                        Cell.text(Objects.requireNonNullElse(each.text(), "")),
                        Cell.text(Objects.requireNonNullElse(each.target(), "")),
                        Cell.text(Objects.requireNonNullElse(each.predicted(), "")),
                        Cell.text(each.isRight() ? "yes" : "no")));
        return table.html();
    }
}
