package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.report.Table.Cell;

/// Texts, each with its true class, the predicted class, and how sure the model is of it.
final class AnswersTable {
    private AnswersTable() {}

    /// @param met the pairs of truth and prediction that have an anchor; those of the table are added
    static Html of(String caption, List<AnswerRecord> texts, ShownAnswers answered, Set<String> met) {
        boolean unknown = texts.stream().anyMatch(answer -> !unknown(answer).isEmpty());
        Table table = new Table(caption)
                .column("Text")
                .column("True class")
                .column("Predicted class")
                .number(answered.ofScores() ? "Output" : "Probability");
        if (unknown) {
            table.column("Unknown tokens");
        }
        for (AnswerRecord answer : texts) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.passage(Objects.requireNonNull(answer.text())),
                    Cell.text(answered.truth(answer)),
                    Cell.text(answered.prediction(answer)),
                    sure(answer)));
            if (unknown) {
                cells.add(Cell.passages(unknown(answer).stream()
                        .map(TextsTable::visible)
                        .map("[%s]"::formatted)
                        .toList()));
            }
            table.row(answered.attributes(answer, met), cells);
        }
        return table.html();
    }

    private static Cell sure(AnswerRecord answer) {
        double value = answer.probabilities() == null
                ? answer.score(answer.prediction())
                : answer.probability(answer.prediction());
        return new Cell(Html.text(ShownAnswers.sure(answer)), Double.isNaN(value) ? null : Double.toString(value));
    }

    private static List<String> unknown(AnswerRecord answer) {
        return Objects.requireNonNullElse(answer.unknownTokens(), List.of());
    }
}
