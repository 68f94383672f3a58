package nunchi.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.record.EvaluationRecord;
import nunchi.text.Numbers;

/// The examples that were misclassified, drawn, the most confident mistakes first; and the right answers that
/// were least confident.
final class MistakesSection implements ReportSection {
    @Override
    public String title() {
        return "Mistakes";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        PredictionImages answered = PredictionImages.of(folder, chapter);
        if (answered.picture() == null || !kept(folder.evaluation())) {
            return Html.NOTHING;
        }
        List<Html> mistakes = answered.figures(folder.evaluation().kept().mistakes());
        String given = ofScores(folder.evaluation()) ? "the output" : "the probability";
        return Html.join(
                summary(folder.evaluation(), mistakes.size()),
                gallery(
                        answered,
                        mistakes,
                        "Each with its true class, the predicted class, and %s of the prediction".formatted(given)),
                right(answered));
    }

    /// Whether examples were kept, be it that there are no mistakes.
    private static boolean kept(EvaluationRecord evaluation) {
        return evaluation.kept().mistakeCount() != null
                || !evaluation.kept().mistakes().isEmpty();
    }

    private static Html gallery(PredictionImages answered, List<Html> figures, String caption) {
        return Html.tag(
                "div",
                Attributes.of("class", "answers", "data-classes", answered.names()),
                Gallery.of(caption, figures));
    }

    private static Html right(PredictionImages answered) {
        List<Html> figures = answered.figures(answered.evaluation().kept().right());
        return figures.isEmpty()
                ? Html.NOTHING
                : Html.tag(
                        "details",
                        Html.tag("summary", Html.text("Correct predictions with the lowest confidence")),
                        Gallery.of(
                                "Of each class those with the lowest %1$s, and that %1$s"
                                        .formatted(ofScores(answered.evaluation()) ? "output" : "probability"),
                                figures));
    }

    /// Whether the model's outputs are values and no probabilities.
    private static boolean ofScores(EvaluationRecord evaluation) {
        return Stream.of(evaluation.kept().mistakes(), evaluation.kept().right())
                .anyMatch(list -> !list.isEmpty() && list.getFirst().scores() != null);
    }

    /// A file may keep fewer mistakes than were made.
    private static Html summary(EvaluationRecord evaluation, int drawn) {
        int mistakes = Objects.requireNonNullElse(evaluation.kept().mistakeCount(), drawn);
        String part = Words.part(evaluation, "evaluated");
        Integer rows = evaluation.rows();
        String all = rows != null
                ? "%s of the %s of the %s set were"
                        .formatted(Numbers.count(mistakes), Numbers.count(rows, "example"), part)
                : "%s of the %s set were".formatted(Numbers.count(mistakes, "example"), part);
        String order = mistakes < 2
                ? ""
                : mistakes > drawn
                        ? " The %s most confident misclassifications are shown.".formatted(Numbers.count(drawn))
                        : ofScores(evaluation)
                                ? " Those with the largest output for the predicted class come first."
                                : " The most confident misclassifications come first.";
        return Html.paragraph(
                (mistakes == 0 ? "No example of the " + part + " set was" : all) + " misclassified." + order);
    }
}
