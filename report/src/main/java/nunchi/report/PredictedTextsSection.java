package nunchi.report;

import java.util.List;
import java.util.Objects;
import nunchi.codec.Tree;
import nunchi.model.TargetTextRecord;
import nunchi.record.Decimal;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.PredictedTextRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// Texts with their targets and what the model predicts: the first of the data, and further wrong ones.
final class PredictedTextsSection implements ReportSection {
    private static final int SHOWN = 25;
    private static final String EXPOSURE =
            "In training the decoder reads the right tokens only, so that it has not learnt to go on after a mistake of its own. A model that has not been trained for long predicts few tokens right either way.";
    private static final String PADDED =
            "Where the model reads what it predicted itself, %s of the tokens are right. The accuracy with teacher forcing counts the steps after the end as well, so that the two cannot be compared.";

    @Override
    public String title() {
        return "Predicted texts";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        EvaluationRecord evaluation = folder.evaluation();
        if (evaluation.ofTags()) {
            return Html.NOTHING;
        }
        List<PredictedTextRecord> texts = Objects.requireNonNullElse(evaluation.texts(), List.of());
        List<PredictedTextRecord> wrong =
                texts.stream().filter(each -> !each.isRight()).limit(SHOWN).toList();
        return Html.join(
                summary(folder),
                exposure(folder),
                searched(folder.experiment().path("decode")),
                LengthsDrawing.html(evaluation, chapter),
                table("The first examples of the %s set".formatted(Words.part(evaluation, "evaluated")), texts),
                texts.size() <= SHOWN ? Html.NOTHING : table("Wrong predictions", wrong));
    }

    private static Html summary(Folder folder) {
        EvaluationRecord evaluation = folder.evaluation();
        double match = evaluation.metric("exactMatch");
        if (Double.isNaN(match) || evaluation.rows() == null || evaluation.accuracy() == null) {
            return Html.NOTHING;
        }
        return Html.paragraph(
                "Of the %s of the %s set, %s are predicted without a mistake. The accuracy, %s, is that of single tokens%s."
                        .formatted(
                                Numbers.count(evaluation.rows(), "text"),
                                Words.part(evaluation, "evaluated"),
                                Numbers.percent(match),
                                Numbers.percent(evaluation.accuracy()),
                                isForced(folder) ? ", each predicted after the right ones before it" : ""));
    }

    /// What becomes of the accuracy where the model reads its own tokens.
    private static Html exposure(Folder folder) {
        EvaluationRecord evaluation = folder.evaluation();
        double forced = Decimal.orNaN(evaluation.accuracy());
        double free = evaluation.metric("tokenAccuracy");
        if (Double.isNaN(forced) || Double.isNaN(free) || !isForced(folder)) {
            return Html.NOTHING;
        }
        TargetTextRecord target = folder.data().targetText();
        boolean padded = target != null && target.countPadding();
        return Html.paragraph(padded ? PADDED.formatted(Numbers.percent(free)) : gap(forced, free));
    }

    /// Nothing where the most likely token is taken at each step.
    private static Html searched(Tree decode) {
        String beam = decode.path("beam").toString();
        return !beam.matches("\\d+") || beam.equals("1")
                ? Html.NOTHING
                : Html.paragraph(
                        "Predicted texts are the best that a beam of %s finds, with a length penalty of %s. Without a beam the most likely token is taken at each step."
                                .formatted(beam, decode.path("lengthPenalty")));
    }

    /// Whether the model has a decoder, which reads the right tokens in training.
    private static boolean isForced(Folder folder) {
        return folder.model().layers().stream().anyMatch(layer -> layer.is("encoderDecoder"));
    }

    private static String gap(double forced, double free) {
        return "With teacher forcing %s of the tokens are right, and %s where the model reads what it predicted itself (exposure bias: %s). %s"
                .formatted(Numbers.percent(forced), Numbers.percent(free), Numbers.points(free - forced), EXPOSURE);
    }

    private static String predicted(PredictedTextRecord each) {
        return each.predicted() == null || each.predicted().isEmpty() ? "(empty)" : each.predicted();
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
                        Cell.passage(Objects.requireNonNullElse(each.text(), "")),
                        Cell.passage(Objects.requireNonNullElse(each.target(), "")),
                        Cell.passage(predicted(each)),
                        Cell.text(each.isRight() ? "yes" : "no")));
        return table.html();
    }
}
