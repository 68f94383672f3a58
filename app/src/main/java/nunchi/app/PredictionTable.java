package nunchi.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.check.Check;
import nunchi.predict.Answer;
import nunchi.predict.ExampleForm;
import nunchi.predict.Question;
import nunchi.prediction.Prediction;
import org.jspecify.annotations.Nullable;

/// Predictions as a table: what was predicted, its most likely classes or its values, and what the model saw of it.
final class PredictionTable {
    private final ExampleForm form;
    private final @Nullable Integer top;

    /// @param top how many classes are shown; null for three, or all labels
    PredictionTable(ExampleForm form, @Nullable Integer top) {
        this.form = form;
        this.top = top;
    }

    private String columns(Prediction prediction) {
        if (prediction.text() != null) {
            return "lr";
        }
        return prediction.classes().isEmpty()
                ? "r".repeat(prediction.values().size())
                : (prediction.ofLabels() ? "lrl" : "lr")
                        .repeat(prediction.shown(top).size());
    }

    private void add(List<String> cells, Prediction prediction) {
        if (prediction.text() != null) {
            cells.add(prediction.text().isEmpty() ? "(empty)" : prediction.text());
            cells.add(Numbers.percent(prediction.probability()));
            return;
        }
        for (Prediction.Likelihood likely : prediction.shown(top)) {
            cells.add(likely.name());
            cells.add(
                    prediction.kind().isProbability()
                            ? Numbers.percent(likely.value())
                            : "score " + Numbers.loss(likely.value()));
            if (prediction.ofLabels()) {
                cells.add(likely.yes() ? "yes" : "no");
            }
        }
        if (prediction.classes().isEmpty()) {
            prediction.values().forEach(value -> cells.add(Numbers.loss(value)));
        }
    }

    TextTable of(List<Answer> answers) {
        if (form.target() != null && form.target().tags()) {
            return tagged(answers);
        }
        TextTable table = new TextTable("l"
                + answers.stream()
                        .map(Answer::prediction)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(this::columns)
                        .orElse("")
                + "l");
        if (form.valueNames().size() > 1) {
            List<String> head = new ArrayList<>(form.valueNames());
            head.addFirst("");
            table.head(head.toArray(String[]::new));
        }
        for (Answer answer : answers) {
            Question.Given given = answer.given();
            Prediction prediction = answer.prediction();
            if (given != null && prediction != null) {
                List<String> cells = new ArrayList<>(List.of(answer.name()));
                add(cells, prediction);
                add(cells, given);
                table.row(cells.toArray(String[]::new));
            }
        }
        return table;
    }

    /// Each token with its tag.
    private TextTable tagged(List<Answer> answers) {
        TextTable table = new TextTable("lllr");
        for (Answer answer : answers) {
            Question.Given given = answer.given();
            Prediction prediction = answer.prediction();
            for (int i = 0;
                    given != null && prediction != null && i < prediction.tags().size();
                    i++) {
                Prediction.Tag tag = prediction.tags().get(i);
                table.row(
                        i == 0 ? answer.name() : "",
                        form.inWords(given.tokens().subList(i, i + 1)),
                        tag.name(),
                        Numbers.percent(tag.probability()));
            }
        }
        return table;
    }

    private void add(List<String> cells, Question.Given given) {
        if (given.seen() != null) {
            cells.add(String.join("; ", given.seen().steps()));
        }
        if (!given.tokens().isEmpty()) {
            cells.add(Check.excerpt(form.inWords(given.tokens())));
        }
        if (!given.filled().isEmpty()) {
            cells.add("filled: " + String.join(", ", given.filled()));
        }
    }
}
