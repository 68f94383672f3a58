package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nunchi.record.Decimal;
import nunchi.record.InspectionRecord.MethodRecord;
import nunchi.record.InspectionRecord.SaliencyRecord;
import nunchi.record.InspectionRecord.ShownRecord;
import nunchi.text.Numbers;

/// Which places of single images the model's answer depends on, by several methods side by side.
final class SaliencySection implements ReportSection {
    @Override
    public String title() {
        return "Saliency";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        SaliencyImages explained = SaliencyImages.of(folder);
        Picture picture = explained.picture();
        if (picture == null || explained.shown().isEmpty()) {
            return Html.NOTHING;
        }
        List<MethodRecord> methods = explained.methods();
        if (methods.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> rows = new ArrayList<>();
        explained.shown().forEach(shown -> rows.add(row(explained, picture, shown)));
        return Html.join(Html.paragraph(opening(explained)), legend(methods), Html.join(rows), caution(explained));
    }

    private static String opening(SaliencyImages explained) {
        long own =
                explained.shown().stream().filter(shown -> shown.name() != null).count();
        long rows = explained.shown().size() - own;
        List<String> parts = new ArrayList<>();
        if (own > 0) {
            parts.add(Numbers.count(own, "image") + " of your own");
        }
        if (rows > 0) {
            String part = Words.part(explained.inspection().part(), "evaluated");
            boolean classes = explained.shown().get((int) own).truth() != null;
            parts.add("%s of the %s set%s"
                    .formatted(
                            Numbers.count(rows, "image"),
                            part,
                            classes
                                    ? ", the most confident correct predictions, then the most confident misclassifications"
                                    : ""));
        }
        return "%s. Beside each stand maps of the places that the %s depends on."
                .formatted(String.join(", and ", parts), score(explained));
    }

    /// What is asked about: the model's own output.
    private static String score(SaliencyImages explained) {
        ShownRecord first = explained.shown().getFirst();
        String of = explained.ofLabels() ? "most probable label" : "predicted class";
        return first.value() != null
                ? "predicted value"
                : switch (explained.outputs()) {
                    case "values" -> "output for the %s (a value, no probability)".formatted(of);
                    case "class_scores", "label_scores" -> "score of the %s (a margin, no probability)".formatted(of);
                    case "class_probabilities", "label_probabilities" -> "probability of the %s".formatted(of);
                    default -> "score of the %s (its logit, before it becomes a probability)".formatted(of);
                };
    }

    private static Html legend(List<MethodRecord> methods) {
        List<Html> lines = new ArrayList<>();
        methods.forEach(method -> {
            String layer = method.layer() != null ? " (%s)".formatted(method.layer()) : "";
            lines.add(Html.tag(
                    "li",
                    Html.tag("b", Html.text(title(method))),
                    Html.text(": " + Objects.requireNonNullElse(method.meaning(), "") + layer)));
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

    private static String title(MethodRecord method) {
        return Objects.requireNonNullElse(method.title(), "");
    }

    private static Html row(SaliencyImages explained, Picture picture, ShownRecord shown) {
        List<Html> figures = new ArrayList<>();
        figures.add(figure(Picture.html(shown.original(), SaliencyImages.name(shown)), "the image"));
        figures.add(figure(explained.image(shown), "as the network sees it"));
        byte[] image = Picture.bytes(shown.image());
        for (int i = 0; i < explained.methods().size(); i++) {
            String title = title(explained.methods().get(i));
            byte[] map =
                    Picture.bytes(i < shown.maps().size() ? shown.maps().get(i).map() : null);
            figures.add(figure(
                    new Heat(picture).html(image, map, "%s of %s".formatted(title, SaliencyImages.name(shown))),
                    title));
        }
        boolean wrong = shown.truth() != null
                && shown.prediction() != null
                && !shown.truth().equals(shown.prediction());
        Html caption = Html.tag(
                "figcaption",
                Html.tag("b", Html.text(explained.said(shown))),
                Html.text("%s, %s".formatted(wrong ? ", misclassified" : "", SaliencyImages.name(shown))));
        return Html.tag("figure", Attributes.of("class", "explained"), caption, Html.tag("div", Html.join(figures)));
    }

    private static Html figure(Html image, String caption) {
        return image.isEmpty() ? image : Html.tag("figure", image, Html.tag("figcaption", Html.text(caption)));
    }

    /// What the maps do not say.
    private static Html caution(SaliencyImages explained) {
        Optional<SaliencyRecord> widest = explained.shown().stream()
                .flatMap(shown -> shown.maps().stream())
                .filter(map -> !Double.isNaN(Decimal.orNaN(map.gap())))
                .max(Comparator.comparingDouble(map -> Decimal.orNaN(map.gap())));
        String sum = widest.map(map ->
                        (" The values of integrated gradients should add up to how far the score rises from the baseline to the image; "
                                        + "they miss it by %s at most, where the score is %s.")
                                .formatted(Numbers.loss(Decimal.orNaN(map.gap())), Numbers.loss(map.score())))
                .orElse("");
        return Html.tag(
                "p",
                Attributes.of("class", "note"),
                Html.text("A map tells what the score depends on, not whether the answer is right, and methods that "
                        + "disagree answer different questions." + sum));
    }
}
