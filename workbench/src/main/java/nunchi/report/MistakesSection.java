package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Every example that was taken for another class, drawn.
final class MistakesSection implements ReportSection {
    @Override
    public String title() {
        return "Mistakes";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode evaluation = folder.evaluation();
        Picture picture = Picture.of(evaluation.path("imageShape"));
        if (picture == null || !evaluation.path("mistakes").isArray()) {
            return Html.NOTHING;
        }
        List<JsonNode> mistakes = new ArrayList<>();
        evaluation.path("mistakes").forEach(mistakes::add);
        mistakes.sort(Comparator.<JsonNode>comparingInt(mistake -> mistake.path("truth").asInt(0))
                .thenComparingInt(mistake -> mistake.path("prediction").asInt(0)));
        List<Html> figures = new ArrayList<>();
        Set<String> met = new HashSet<>();
        for (JsonNode mistake : mistakes) {
            String anchor = anchor(chapter, mistake.path("truth").asInt(0), mistake.path("prediction").asInt(0));
            Attributes pair = Attributes.of("data-pair", anchor);
            figures.add(figure(evaluation, mistake, picture, met.add(anchor) ? pair.and("id", anchor) : pair));
        }
        return Html.join(summary(evaluation, mistakes.size()),
                Gallery.of("Each with its true class, what it was taken for, and the probability the model gave to that", figures));
    }

    /// A file may keep fewer mistakes than were made.
    private static Html summary(JsonNode evaluation, int drawn) {
        long mistakes = evaluation.path("mistakeCount").asLong(drawn);
        String part = evaluation.path("part").asString("evaluated");
        JsonNode rows = evaluation.path("rows");
        String all = rows.isNumber() ? "%s of the %s of the %s part were"
                .formatted(Numbers.count(mistakes), Numbers.count(rows.asLong(), "example"), part)
                : "%s of the %s part were".formatted(Numbers.count(mistakes, "example"), part);
        String rest = mistakes > drawn ? " The first %s are drawn.".formatted(Numbers.count(drawn)) : "";
        return Html.paragraph((mistakes == 0 ? "No example of the " + part + " part was" : all) + " taken for another class." + rest);
    }

    private static Html figure(JsonNode evaluation, JsonNode mistake, Picture picture, Attributes attributes) {
        String truth = Gallery.className(evaluation.path("classes"), mistake.path("truth"));
        String prediction = Gallery.className(evaluation.path("classes"), mistake.path("prediction"));
        JsonNode probability = mistake.path("probabilities").path(mistake.path("prediction").asInt(-1));
        String sure = probability.isNumber() ? Numbers.roundPercent(probability.asDouble()) : "";
        Html image = picture.html(mistake.path("image"), "row %d, a %s taken for %s"
                .formatted(mistake.path("row").asLong(0), truth, prediction));
        Html caption = Html.tag("figcaption", Html.text("True: %s, Pred: %s", truth, prediction),
                Html.tag("span", Attributes.of("class", "sure"), Html.text(sure)));
        return image.isEmpty() ? image : Html.tag("figure", attributes, image, caption);
    }

    static String anchor(Chapter chapter, int truth, int prediction) {
        return chapter.id("mistake " + truth + " " + prediction);
    }

    /// Whether a mistake of this kind is drawn.
    static boolean draws(Folder folder, int truth, int prediction) {
        if (Picture.of(folder.evaluation().path("imageShape")) == null) {
            return false;
        }
        for (JsonNode mistake : folder.evaluation().path("mistakes")) {
            if (mistake.path("truth").asInt(-1) == truth && mistake.path("prediction").asInt(-1) == prediction) {
                return true;
            }
        }
        return false;
    }
}
