package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.record.Codec;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import nunchi.record.InspectionRecord.DrawnRecord;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.LikelyRecord;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.record.PredictionsRecord.SaidRecord;
import nunchi.record.PredictionsRecord.SeenRecord;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// What a model made of a person's own picture: the image, what the network saw of it, and the most likely classes.
final class PicturePrediction {
    private PicturePrediction() {}

    /// What it makes of the same image under other settings.
    record Other(String name, PredictionRecord prediction) {}

    static Html introduction(PredictionsRecord predictions, int count) {
        String rule = switch (Objects.requireNonNullElse(predictions.picture(), "")) {
            case "strokes" ->
                " The strokes of an image were found, made white on black, scaled and centred as those the network learnt from.";
            case "crop" -> " The middle of each image was made as small as those the network learnt from.";
            case "pad" ->
                " Each image was made as small as those the network learnt from, on black where its proportions differ.";
            case "stretch" ->
                " Each image was made as small as those the network learnt from, whatever its proportions.";
            default -> "";
        };
        return Html.paragraph("%s by the model of %s.%s%s"
                .formatted(
                        Numbers.count(count, "prediction"),
                        Objects.requireNonNullElse(predictions.run(), ""),
                        unfinished(predictions),
                        rule));
    }

    private static String unfinished(PredictionsRecord predictions) {
        UnfinishedRecord state = predictions.unfinished();
        return state == null
                ? ""
                : " The run is unfinished: its weights are those after epoch %s of %s."
                        .formatted(Numbers.count(state.epoch()), Numbers.count(state.epochs()));
    }

    static Html card(PredictionRecord prediction, List<Other> others) {
        String name = Objects.requireNonNullElse(prediction.name(), "");
        SeenRecord shown = Objects.requireNonNullElse(prediction.shown(), Codec.empty(SeenRecord.class));
        Html pictures = Html.join(
                figure(shown.original(), "whole", "The image", name),
                figure(shown.seen(), "seen", "What the network saw", name + " as the network saw it"));
        List<String> steps = Objects.requireNonNullElse(shown.steps(), List.of());
        Html answers = Html.join(
                answer(prediction),
                Html.join(others.stream().map(PicturePrediction::aside).toList()));
        Html done = steps.isEmpty()
                ? Html.NOTHING
                : Html.tag("p", Attributes.of("class", "note"), Html.text(String.join("; ", steps)));
        Html warnings = Html.join(Objects.requireNonNullElse(shown.warnings(), List.<String>of()).stream()
                .map(warning -> Html.paragraph("Warning: " + warning + "."))
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
                Html.tag("p", Attributes.of("class", "note"), Html.text(other.name() + ":")),
                answer(other.prediction()));
    }

    private static Html figure(@Nullable DrawnRecord drawn, String kind, String caption, String instead) {
        Html image = Picture.html(drawn, instead);
        return image.isEmpty()
                ? image
                : Html.tag("figure", Attributes.of("class", kind), image, Html.tag("figcaption", Html.text(caption)));
    }

    /// Without any key where the model said nothing.
    static SaidRecord said(PredictionRecord prediction) {
        return Objects.requireNonNullElse(prediction.said(), Codec.empty(SaidRecord.class));
    }

    private static Html answer(PredictionRecord prediction) {
        SaidRecord said = said(prediction);
        List<LikelyRecord> top = Objects.requireNonNullElse(said.top(), List.of());
        if (top.isEmpty()) {
            List<String> values = Objects.requireNonNullElse(said.values(), List.<Double>of()).stream()
                    .map(Numbers::plain)
                    .toList();
            return Html.tag(
                    "div",
                    Attributes.of("class", "probabilities"),
                    Html.tag("p", Html.text(String.join(", ", values))));
        }
        List<Html> lines = new ArrayList<>();
        for (LikelyRecord likely : top) {
            lines.add(line(
                    likely,
                    (likely.yes() != null ? likely.yes() : lines.isEmpty())
                            ? Attributes.of("class", "truth")
                            : Attributes.NONE));
        }
        return Html.tag("div", Attributes.of("class", "probabilities"), Html.tag("ul", Html.join(lines)));
    }

    /// A class with its probability as a bar and in percent; with its score where it has none.
    private static Html line(LikelyRecord likely, Attributes kind) {
        double probability = likely.probability() == null ? 0 : likely.probability();
        String said = likely.score() != null ? Numbers.plain(likely.score()) : Numbers.roundPercent(probability);
        said += likely.yes() == null ? "" : likely.yes() ? " yes" : " no";
        Attributes bar =
                Attributes.of("class", "bar", "style", Css.property("--share", probability), "aria-hidden", "true");
        return Html.tag(
                "li",
                kind,
                Html.tag(
                        "span",
                        Attributes.of("class", "name"),
                        Html.text(Objects.requireNonNullElse(likely.name(), ""))),
                Html.tag("span", bar),
                Html.tag("span", Attributes.of("class", "number"), Html.text(said)));
    }
}
