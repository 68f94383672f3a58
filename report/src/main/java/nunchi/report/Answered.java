package nunchi.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The pictures of an evaluation's answers, each with its truth and prediction, and with what the page orders and
/// filters it by.
///
/// @param picture null where examples are no images
record Answered(JsonNode evaluation, Picture picture, Chapter chapter) {
    private static final int SAID = 5;
    /// On a page on several members; a member's own page has all that were kept.
    private static final int MOST_OF_MEMBER = 300;

    static Answered of(Folder folder, Chapter chapter) {
        return new Answered(folder.evaluation(), Picture.of(folder.evaluation().path("imageShape")), chapter);
    }

    /// Those of one of the evaluation's lists, in its order. The first of each pair of truth and prediction bears the
    /// pair's anchor.
    ///
    /// @param list `mistakes` or `right`
    List<Html> figures(String list) {
        Set<String> met = new HashSet<>();
        return picture == null
                ? List.of()
                : shown(list)
                        .map(answer -> figure(answer, met))
                        .filter(figure -> !figure.isEmpty())
                        .toList();
    }

    private Stream<JsonNode> shown(String list) {
        return evaluation.path(list).valueStream().limit(chapter.isMember() ? MOST_OF_MEMBER : Long.MAX_VALUE);
    }

    private Html figure(JsonNode answer, Set<String> met) {
        String pair =
                anchor(answer.path("truth").asInt(0), answer.path("prediction").asInt(0));
        Attributes attributes = Attributes.of(
                "data-pair",
                pair,
                "data-true",
                answer.path("truth").asString(""),
                "data-pred",
                answer.path("prediction").asString(""),
                "data-row",
                answer.path("row").asString(""),
                "data-said",
                said(answer));
        JsonNode probability = Likely.of(answer, answer.path("prediction").asInt(-1));
        JsonNode score = answer.path("scores").path(answer.path("prediction").asInt(-1));
        String sure = probability.isNumber()
                ? Numbers.roundPercent(probability.asDouble())
                : score.isNumber() ? Numbers.plain(score.asDouble()) : "";
        Html image = image(answer);
        Html caption = Html.tag(
                "figcaption",
                Html.text("True:\u00a0%s, Pred:\u00a0%s", truth(answer), prediction(answer)),
                Html.tag("span", Attributes.of("class", "sure"), Html.text(sure)));
        return image.isEmpty()
                ? image
                : Html.tag("figure", met.add(pair) ? attributes.and("id", pair) : attributes, image, caption);
    }

    Html image(JsonNode answer) {
        return picture.html(
                answer.path("image"),
                "row %d, a %s taken for %s".formatted(answer.path("row").asLong(0), truth(answer), prediction(answer)));
    }

    /// The likeliest classes with their probabilities: `[["9", 0.81], ["4", 0.12]]`.
    private String said(JsonNode answer) {
        ArrayNode said = JsonNodeFactory.instance.arrayNode();
        Likely.of(answer).stream()
                .limit(SAID)
                .forEach(likely ->
                        said.addArray().add(name(likely.category())).add(Math.round(likely.probability() * 1e4) / 1e4));
        return said.toString();
    }

    /// The pairs of truth and prediction of which there are pictures, by their anchors.
    Set<String> pairs() {
        Set<String> pairs = new HashSet<>();
        for (String list : picture == null ? List.<String>of() : List.of("mistakes", "right")) {
            shown(list)
                    .forEach(answer -> pairs.add(anchor(
                            answer.path("truth").asInt(0),
                            answer.path("prediction").asInt(0))));
        }
        return pairs;
    }

    String anchor(int truth, int prediction) {
        return chapter.id("answer " + truth + " " + prediction);
    }

    String truth(JsonNode answer) {
        return Gallery.className(evaluation.path("classes"), answer.path("truth"));
    }

    String prediction(JsonNode answer) {
        return Gallery.className(evaluation.path("classes"), answer.path("prediction"));
    }

    String name(int category) {
        return evaluation.path("classes").path(category).asString(Integer.toString(category));
    }

    /// All classes' names as JSON.
    String names() {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        IntStream.range(
                        0,
                        Math.max(
                                evaluation.path("classes").size(),
                                evaluation.path("confusion").size()))
                .forEach(i -> names.add(name(i)));
        return names.toString();
    }
}
