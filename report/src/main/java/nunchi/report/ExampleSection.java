package nunchi.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.text.Numbers;

/// One example drawn at random, with the truth and what the model says; a button shows others.
final class ExampleSection implements ReportSection {
    @Override
    public String title() {
        return "One random example";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        EvaluationRecord evaluation = folder.evaluation();
        Picture picture = Picture.of(evaluation.kept().imageShape());
        List<Html> cards = new ArrayList<>();
        for (AnswerRecord sample : evaluation.kept().samples()) {
            Html said = Probabilities.of("", evaluation.byClass().classes(), sample);
            Html card = picture == null ? Html.NOTHING : card(picture, evaluation, sample, said);
            if (!card.isEmpty()) {
                cards.add(card);
            }
        }
        return deck(cards, folder.seed());
    }

    /// An image with its truth and one or more models' answers.
    static Html card(Picture picture, EvaluationRecord evaluation, AnswerRecord sample, Html said) {
        String part = Objects.requireNonNullElse(evaluation.part(), "evaluated");
        String truth = Gallery.className(evaluation.byClass().classes(), sample.truth());
        Html image = picture.html(sample.image(), "%s example, truly %s".formatted(part, truth));
        String row = sample.row() != null
                ? "%s row %s, truth: ".formatted(Words.title(part), Numbers.count(sample.row()))
                : "Truth: ";
        Html caption = Html.tag("figcaption", Html.text(row), Html.tag("strong", Html.text(truth)));
        return image.isEmpty() || said.isEmpty()
                ? Html.NOTHING
                : Html.tag("div", Attributes.of("class", "card"), Html.tag("figure", image, caption), said);
    }

    /// Cards of which the first is seen, until the reader asks for the next. Files keep their samples in the order of
    /// the data, whose first is not a random one.
    static Html deck(List<Html> cards, long seed) {
        List<Html> mixed = new ArrayList<>(cards);
        Collections.shuffle(mixed, new Random(seed));
        return cards.isEmpty()
                ? Html.NOTHING
                : Html.tag("div", Attributes.of("class", "deck", "aria-live", "polite"), Html.join(mixed));
    }
}
