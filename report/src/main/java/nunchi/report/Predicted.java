package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// What a model made of a person's own picture: the picture, what the network saw of it, and the likeliest classes.
final class Predicted {
    private Predicted() {}

    /// What it makes of the same picture under other settings.
    record Other(String name, JsonNode prediction) {}

    static Html introduction(JsonNode predictions, int count) {
        String rule = switch (predictions.path("picture").asString("")) {
            case "strokes" ->
                " The strokes of a picture were found, made white on black, scaled and centred as those the network learnt from.";
            case "crop" -> " The middle of each picture was made as small as those the network learnt from.";
            case "pad" ->
                " Each picture was made as small as those the network learnt from, on black where its proportions differ.";
            case "stretch" ->
                " Each picture was made as small as those the network learnt from, whatever its proportions.";
            default -> "";
        };
        return Html.paragraph("%s by the model of %s.%s"
                .formatted(
                        Numbers.count(count, "prediction"),
                        predictions.path("run").asString(""),
                        rule));
    }

    static Html card(JsonNode prediction, List<Other> others) {
        String name = prediction.path("name").asString("");
        Html pictures = Html.join(
                figure(prediction.path("original"), "whole", "The picture", name),
                figure(prediction.path("seen"), "seen", "What the network saw", name + " as the network saw it"));
        List<String> steps = prediction
                .path("steps")
                .valueStream()
                .map(step -> step.asString(""))
                .toList();
        Html answers = Html.join(
                said(prediction),
                Html.join(others.stream().map(Predicted::aside).toList()));
        Html done = steps.isEmpty()
                ? Html.NOTHING
                : Html.tag("p", Attributes.of("class", "note"), Html.text(String.join("; ", steps)));
        Html warnings = Html.join(prediction
                .path("warnings")
                .valueStream()
                .map(warning -> Html.paragraph("Warning: " + warning.asString("") + "."))
                .toList());
        return Html.tag(
                "article",
                Attributes.of("class", "predicted"),
                Html.tag("h3", Html.text(name)),
                Html.tag(
                        "div", Attributes.of("class", "pair"), pictures, Html.tag("div", Html.join(answers, warnings))),
                done);
    }

    private static Html aside(Other other) {
        return Html.join(
                Html.tag("p", Attributes.of("class", "note"), Html.text(other.name() + ":")), said(other.prediction()));
    }

    private static Html figure(JsonNode drawn, String kind, String caption, String instead) {
        Picture picture = Picture.of(drawn.path("imageShape"));
        Html image = picture == null ? Html.NOTHING : picture.html(drawn.path("image"), instead);
        return image.isEmpty()
                ? image
                : Html.tag("figure", Attributes.of("class", kind), image, Html.tag("figcaption", Html.text(caption)));
    }

    private static Html said(JsonNode prediction) {
        if (!prediction.has("top")) {
            List<String> values = prediction
                    .path("values")
                    .valueStream()
                    .map(value -> Numbers.plain(value.asDouble(0)))
                    .toList();
            return Html.tag(
                    "div",
                    Attributes.of("class", "probabilities"),
                    Html.tag("p", Html.text(String.join(", ", values))));
        }
        List<Html> lines = new ArrayList<>();
        for (JsonNode likely : prediction.path("top")) {
            lines.add(line(
                    likely,
                    (likely.has("yes") ? likely.path("yes").asBoolean() : lines.isEmpty())
                            ? Attributes.of("class", "truth")
                            : Attributes.NONE));
        }
        return Html.tag("div", Attributes.of("class", "probabilities"), Html.tag("ul", Html.join(lines)));
    }

    /// A class with its probability as a bar and in percent; with its score where it has none.
    private static Html line(JsonNode likely, Attributes kind) {
        double probability = likely.path("probability").asDouble(0);
        String said = likely.has("score")
                ? Numbers.plain(likely.path("score").asDouble(0))
                : Numbers.roundPercent(probability);
        said += likely.has("yes") ? likely.path("yes").asBoolean() ? " yes" : " no" : "";
        Attributes bar = Attributes.of(
                "class",
                "bar",
                "style",
                String.format(Locale.ROOT, "--share:%.4f", probability),
                "aria-hidden",
                "true");
        return Html.tag(
                "li",
                kind,
                Html.tag(
                        "span",
                        Attributes.of("class", "name"),
                        Html.text(likely.path("class").asString(""))),
                Html.tag("span", bar),
                Html.tag("span", Attributes.of("class", "number"), Html.text(said)));
    }
}
