package nunchi.report;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The examples that were taken for another class, drawn, the most confident mistakes first; and the right answers that
/// were least confident.
final class MistakesSection implements ReportSection {
    @Override
    public String title() {
        return "Mistakes";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Answered answered = Answered.of(folder, chapter);
        if (answered.picture() == null || !folder.evaluation().path("mistakes").isArray()) {
            return Html.NOTHING;
        }
        List<Html> mistakes = answered.figures("mistakes");
        String given = ofScores(folder.evaluation()) ? "the output" : "the probability";
        return Html.join(
                summary(folder.evaluation(), mistakes.size()),
                gallery(
                        answered,
                        mistakes,
                        "Each with its true class, what it was taken for, and %s that the model gave to that"
                                .formatted(given)),
                right(answered));
    }

    private static Html gallery(Answered answered, List<Html> figures, String caption) {
        return Html.tag(
                "div",
                Attributes.of("class", "answers", "data-classes", answered.names()),
                Gallery.of(caption, figures));
    }

    private static Html right(Answered answered) {
        List<Html> figures = answered.figures("right");
        return figures.isEmpty()
                ? Html.NOTHING
                : Html.tag(
                        "details",
                        Html.tag("summary", Html.text("Right answers that the model was least sure of")),
                        Gallery.of(
                                "Of each class those with the lowest %1$s, and that %1$s"
                                        .formatted(ofScores(answered.evaluation()) ? "output" : "probability"),
                                figures));
    }

    /// Whether the model's outputs are values and no probabilities.
    private static boolean ofScores(JsonNode evaluation) {
        return evaluation.path("mistakes").path(0).has("scores")
                || evaluation.path("right").path(0).has("scores");
    }

    /// A file may keep fewer mistakes than were made.
    private static Html summary(JsonNode evaluation, int drawn) {
        long mistakes = evaluation.path("mistakeCount").asLong(drawn);
        String part = evaluation.path("part").asString("evaluated");
        JsonNode rows = evaluation.path("rows");
        String all = rows.isNumber()
                ? "%s of the %s of the %s part were"
                        .formatted(Numbers.count(mistakes), Numbers.count(rows.asLong(), "example"), part)
                : "%s of the %s part were".formatted(Numbers.count(mistakes, "example"), part);
        String order = mistakes < 2
                ? ""
                : mistakes > drawn
                        ? " The %s most confident mistakes are drawn.".formatted(Numbers.count(drawn))
                        : ofScores(evaluation)
                                ? " Those with the largest output for the class they were taken for come first."
                                : " The most confident mistakes come first.";
        return Html.paragraph((mistakes == 0 ? "No example of the " + part + " part was" : all)
                + " taken for another class." + order);
    }
}
