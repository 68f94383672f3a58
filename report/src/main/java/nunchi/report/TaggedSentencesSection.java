package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nunchi.model.TextRecord;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.PredictedTextRecord;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;
import nunchi.token.TextEncoding;

/// Sentences with wrong tags: the tokens that have them, with the right tags and the predicted ones.
final class TaggedSentencesSection implements ReportSection {
    private static final int SHOWN = 50;

    @Override
    public String title() {
        return "Tagged sentences";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        EvaluationRecord evaluation = folder.evaluation();
        List<PredictedTextRecord> sentences = Objects.requireNonNullElse(evaluation.texts(), List.of());
        TextRecord text = folder.data().text();
        if (!evaluation.ofTags() || text == null) {
            return Html.NOTHING;
        }
        TextEncoding encoding = text.encoding();
        List<PredictedTextRecord> wrong =
                sentences.stream().filter(each -> !each.isRight()).limit(SHOWN).toList();
        Table table = new Table("Sentences with wrong tags, the first of the %s set"
                        .formatted(Words.part(evaluation, "evaluated")))
                .column("Sentence")
                .column("Wrong tags")
                .number("Wrong");
        wrong.forEach(each -> add(table, encoding, each));
        return Html.join(summary(evaluation), wrong.isEmpty() ? Html.NOTHING : table.html());
    }

    private static Html summary(EvaluationRecord evaluation) {
        double match = evaluation.metric("exactMatch");
        if (Double.isNaN(match) || evaluation.rows() == null || evaluation.accuracy() == null) {
            return Html.NOTHING;
        }
        return Html.paragraph(
                "Of the %s of the %s set, %s have no wrong tag. The accuracy, %s, is that of single tokens, padding left out. Tokens that the model does not know are in brackets."
                        .formatted(
                                Numbers.count(evaluation.rows(), "sentence"),
                                Words.part(evaluation, "evaluated"),
                                Numbers.percent(match),
                                Numbers.percent(evaluation.accuracy())));
    }

    private static void add(Table table, TextEncoding encoding, PredictedTextRecord sentence) {
        List<String> tokens = encoding.tokens(Objects.requireNonNullElse(sentence.text(), "")).stream()
                .map(token -> token.known() ? token.text() : "[%s]".formatted(token.text()))
                .toList();
        List<String> targets = words(sentence.target());
        List<String> predicted = words(sentence.predicted());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < Math.min(tokens.size(), Math.min(targets.size(), predicted.size())); i++) {
            if (!targets.get(i).equals(predicted.get(i))) {
                wrong.add("%s: %s predicted as %s".formatted(tokens.get(i), targets.get(i), predicted.get(i)));
            }
        }
        table.row(
                Cell.passage(tokens.stream().collect(Collectors.joining(" "))),
                Cell.passage(String.join("; ", wrong)),
                Cell.count(wrong.size()));
    }

    private static List<String> words(String tags) {
        return List.of(Objects.requireNonNullElse(tags, "").split(" "));
    }
}
