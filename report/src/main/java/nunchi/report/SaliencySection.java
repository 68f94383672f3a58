package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Which places of single pictures the model's answer depends on, by several methods side by side.
final class SaliencySection implements ReportSection {
    @Override
    public String title() {
        return "Saliency";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Explained explained = Explained.of(folder);
        JsonNode methods = explained.inspection().path("pictures").path("methods");
        if (explained.picture() == null || explained.shown().isEmpty() || methods.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> rows = new ArrayList<>();
        explained.shown().forEach(shown -> rows.add(row(explained, shown, methods)));
        return Html.join(Html.paragraph(opening(explained)), legend(methods), Html.join(rows), caution(explained));
    }

    private static String opening(Explained explained) {
        long own = explained
                .shown()
                .valueStream()
                .filter(shown -> shown.has("name"))
                .count();
        long rows = explained.shown().size() - own;
        List<String> parts = new ArrayList<>();
        if (own > 0) {
            parts.add(Numbers.count(own, "picture") + " of one's own");
        }
        if (rows > 0) {
            String part = explained.inspection().path("part").asString("evaluated");
            boolean classes = explained.shown().path((int) own).has("truth");
            parts.add("%s of the %s part%s"
                    .formatted(
                            Numbers.count(rows, "picture"),
                            part,
                            classes ? ", the surest right answers and then the surest mistakes" : ""));
        }
        return "%s. Beside each stand maps of the places that the %s depends on."
                .formatted(String.join(", and ", parts), score(explained));
    }

    /// What is asked about: the model's own output.
    private static String score(Explained explained) {
        JsonNode first = explained.shown().path(0);
        String of = first.has("labels") ? "most probable label" : "predicted class";
        return first.has("value")
                ? "predicted value"
                : switch (explained
                        .inspection()
                        .path("pictures")
                        .path("outputs")
                        .asString("class_logits")) {
                    case "values" -> "output for the %s (a value, no probability)".formatted(of);
                    case "class_probabilities", "label_probabilities" -> "probability of the %s".formatted(of);
                    default -> "score of the %s (its logit, before it becomes a probability)".formatted(of);
                };
    }

    private static Html legend(JsonNode methods) {
        List<Html> lines = new ArrayList<>();
        methods.forEach(method -> {
            String layer =
                    method.has("layer") ? " (%s)".formatted(method.path("layer").asString("")) : "";
            lines.add(Html.tag(
                    "li",
                    Html.tag("b", Html.text(method.path("title").asString(""))),
                    Html.text(": " + method.path("meaning").asString("") + layer)));
        });
        Html red = Html.tag("span", Attributes.of("class", "swatch raises"));
        Html blue = Html.tag("span", Attributes.of("class", "swatch lowers"));
        return Html.tag(
                "div",
                Attributes.of("class", "methods"),
                Html.tag("ul", Html.join(lines)),
                Html.tag(
                        "p",
                        Attributes.of("class", "note"),
                        red,
                        Html.text("places that the score depends on, or that raise it; "),
                        blue,
                        Html.text(
                                "places that lower it. The stronger the colour, the more; full colour is each map's own 99th percentile, so that colours of "
                                        + "different maps cannot be compared.")));
    }

    private static Html row(Explained explained, JsonNode shown, JsonNode methods) {
        List<Html> figures = new ArrayList<>();
        JsonNode original = shown.path("original");
        Picture size = Picture.of(original.path("imageShape"));
        if (size != null) {
            figures.add(figure(size.html(original.path("image"), Explained.name(shown)), "the picture"));
        }
        figures.add(figure(explained.image(shown), "as the network sees it"));
        byte[] image = Picture.bytes(shown.path("image").asString(""));
        for (int i = 0; i < methods.size(); i++) {
            String title = methods.path(i).path("title").asString("");
            byte[] map = Picture.bytes(shown.path("maps").path(i).path("map").asString(""));
            figures.add(figure(
                    new Heat(explained.picture()).html(image, map, "%s of %s".formatted(title, Explained.name(shown))),
                    title));
        }
        boolean wrong = shown.has("truth")
                && shown.has("prediction")
                && shown.path("truth").asInt(-1) != shown.path("prediction").asInt(-1);
        Html caption = Html.tag(
                "figcaption",
                Html.tag("b", Html.text(explained.said(shown))),
                Html.text("%s, %s".formatted(wrong ? ", a mistake" : "", Explained.name(shown))));
        return Html.tag("figure", Attributes.of("class", "explained"), caption, Html.tag("div", Html.join(figures)));
    }

    private static Html figure(Html image, String caption) {
        return image.isEmpty() ? image : Html.tag("figure", image, Html.tag("figcaption", Html.text(caption)));
    }

    /// What the maps do not say.
    private static Html caution(Explained explained) {
        double gap = 0;
        double score = 0;
        boolean any = false;
        for (JsonNode shown : explained.shown()) {
            for (JsonNode map : shown.path("maps")) {
                if (map.has("gap") && (!any || map.path("gap").asDouble(0) > gap)) {
                    any = true;
                    gap = map.path("gap").asDouble(0);
                    score = map.path("score").asDouble(0);
                }
            }
        }
        String sum = any
                ? (" The values of integrated gradients should add up to how far the score rises from the baseline to the picture; "
                                + "they miss it by %s at most, where the score is %s.")
                        .formatted(Numbers.loss(gap), Numbers.loss(score))
                : "";
        return Html.tag(
                "p",
                Attributes.of("class", "note"),
                Html.text("A map tells what the score depends on, not whether the answer is right, and methods that "
                        + "disagree answer different questions." + sum));
    }
}
