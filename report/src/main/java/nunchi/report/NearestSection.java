package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The most confident mistakes, each beside the training examples that look most like it.
final class NearestSection implements ReportSection {
    private static final String MEASURE =
            "Labels in blue are the true class, those in orange the one that the model gave. The distance is the"
                    + " Euclidean one of brightnesses between 0 and 1: one pixel from black to white is a distance of 1.";

    @Override
    public String title() {
        return "Nearest training examples";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Answered answered = Answered.of(folder, chapter);
        if (answered.picture() == null) {
            return Html.NOTHING;
        }
        List<JsonNode> mistakes = folder.evaluation()
                .path("mistakes")
                .valueStream()
                .filter(mistake -> !mistake.path("nearest").isEmpty())
                .toList();
        List<Html> rows = mistakes.stream()
                .map(mistake -> row(answered, mistake))
                .filter(row -> !row.isEmpty())
                .toList();
        return rows.isEmpty()
                ? Html.NOTHING
                : Html.join(
                        Html.paragraph(summary(mistakes)),
                        Html.tag("div", Attributes.of("class", "nearest"), Html.join(rows)),
                        Html.tag(
                                "p",
                                Attributes.of("class", "note"),
                                Html.text(MEASURE + sampled(folder.evaluation().path("nearest")))));
    }

    /// What the neighbours speak for.
    private static String summary(List<JsonNode> mistakes) {
        long all = mistakes.stream().flatMap(NearestSection::nearest).count();
        String start = "Beside %s stand the training examples nearest to each, pixel by pixel."
                .formatted(
                        mistakes.size() == 1
                                ? "the mistake"
                                : "the %s most confident mistakes".formatted(Numbers.count(mistakes.size())));
        return start
                + " Of these %s %s the label that the model gave and %s the true one."
                        .formatted(
                                Numbers.count(all, "neighbour"), bear(mistakes, "prediction"), bear(mistakes, "truth"));
    }

    private static String bear(List<JsonNode> mistakes, String what) {
        long count = mistakes.stream()
                .mapToLong(mistake -> nearest(mistake)
                        .filter(each -> each.path("label").equals(mistake.path(what)))
                        .count())
                .sum();
        return Numbers.count(count) + (count == 1 ? " bears" : " bear");
    }

    private static String sampled(JsonNode nearest) {
        long searched = nearest.path("searched").asLong(0);
        long all = nearest.path("of").asLong(0);
        return searched > 0 && searched < all
                ? " To keep the search short, %s of the %s training examples, evenly taken, were looked at."
                        .formatted(Numbers.count(searched), Numbers.count(all))
                : "";
    }

    private static Stream<JsonNode> nearest(JsonNode mistake) {
        return mistake.path("nearest").valueStream();
    }

    private static Html row(Answered answered, JsonNode mistake) {
        Html image = answered.image(mistake);
        if (image.isEmpty()) {
            return image;
        }
        List<Html> figures = new ArrayList<>();
        figures.add(Html.tag(
                "figure",
                image,
                Html.tag(
                        "figcaption",
                        Html.text(
                                "True:\u00a0%s, Pred:\u00a0%s",
                                answered.truth(mistake), answered.prediction(mistake)))));
        nearest(mistake).forEach(each -> figures.add(neighbour(answered, mistake, each)));
        String label = Words.part(answered.evaluation().path("part").asString("")) + " row "
                + mistake.path("row").asLong(0);
        return Html.tag(
                "div", Attributes.of("class", "pictures", "role", "group", "aria-label", label), Html.join(figures));
    }

    private static Html neighbour(Answered answered, JsonNode mistake, JsonNode each) {
        String label = Gallery.className(answered.evaluation().path("classes"), each.path("label"));
        Html image = answered.picture()
                .html(
                        each.path("image"),
                        "training row %d, labelled %s"
                                .formatted(each.path("row").asLong(0), label));
        String kind = each.path("label").equals(mistake.path("truth"))
                ? "right"
                : each.path("label").equals(mistake.path("prediction")) ? "wrong" : "other";
        Html distance = Html.tag(
                "span",
                Attributes.of("class", "sure"),
                Html.text("at " + Numbers.fixed(each.path("distance").asDouble(Double.NaN), 2)));
        return image.isEmpty()
                ? image
                : Html.tag(
                        "figure",
                        image,
                        Html.tag(
                                "figcaption",
                                Html.tag("span", Attributes.of("class", kind), Html.text(label)),
                                distance));
    }
}
