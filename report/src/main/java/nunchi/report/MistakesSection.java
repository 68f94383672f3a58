package nunchi.report;

import java.util.Objects;
import nunchi.record.EvaluationRecord;
import nunchi.report.ShownAnswers.Shown;
import nunchi.text.Numbers;

/// The images or texts that were misclassified, the most confident mistakes first; and the right answers that were
/// least confident.
final class MistakesSection implements ReportSection {
    @Override
    public String title() {
        return "Mistakes";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        ShownAnswers answered = ShownAnswers.of(folder, chapter);
        if (!answered.areThere() || !kept(folder.evaluation())) {
            return Html.NOTHING;
        }
        String given = answered.ofScores() ? "the output" : "the probability";
        Shown mistakes = answered.list(
                "Each with its true class, the predicted class, and %s of the prediction".formatted(given),
                folder.evaluation().kept().mistakes());
        return Html.join(
                summary(answered, mistakes.count()),
                Html.tag("div", Attributes.of("class", "answers", "data-classes", answered.names()), mistakes.html()),
                right(answered));
    }

    /// Whether examples were kept, be it that there are no mistakes.
    private static boolean kept(EvaluationRecord evaluation) {
        return evaluation.kept().mistakeCount() != null
                || !evaluation.kept().mistakes().isEmpty();
    }

    private static Html right(ShownAnswers answered) {
        Shown right = answered.list(
                "Of each class those with the lowest %1$s, and that %1$s"
                        .formatted(answered.ofScores() ? "output" : "probability"),
                answered.evaluation().kept().right());
        return right.count() == 0
                ? Html.NOTHING
                : Html.tag(
                        "details",
                        Html.tag("summary", Html.text("Correct predictions with the lowest confidence")),
                        right.html());
    }

    /// A file may keep fewer mistakes than were made.
    private static Html summary(ShownAnswers answered, int drawn) {
        EvaluationRecord evaluation = answered.evaluation();
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
                        : answered.ofScores()
                                ? " Those with the largest output for the predicted class come first."
                                : " The most confident misclassifications come first.";
        return Html.paragraph(
                (mistakes == 0 ? "No example of the " + part + " set was" : all) + " misclassified." + order);
    }
}
