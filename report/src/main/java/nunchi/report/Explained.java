package nunchi.report;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The pictures of an inspection that are shown from within.
///
/// @param picture their size; null where there are none
record Explained(JsonNode inspection, Picture picture) {
    static Explained of(Folder folder) {
        return new Explained(
                folder.inspection(),
                Picture.of(folder.inspection().path("pictures").path("imageShape")));
    }

    JsonNode shown() {
        return inspection.path("pictures").path("shown");
    }

    /// Where it comes from: a file's name, or the number of a row.
    static String name(JsonNode shown) {
        return shown.has("name")
                ? shown.path("name").asString("")
                : "row " + Numbers.count(shown.path("row").asLong(0));
    }

    /// What it is and what it was taken for: `True: cat, Pred: dog, 87 %`.
    String said(JsonNode shown) {
        if (shown.has("value")) {
            return "predicted value %s"
                    .formatted(Numbers.plain(shown.path("value").asDouble(0)));
        }
        String sure = shown.has("score")
                ? "score " + Numbers.plain(shown.path("score").asDouble(0))
                : Numbers.roundPercent(shown.path("probability").asDouble(0));
        if (shown.has("labels")) {
            String labels =
                    shown.path("labels").valueStream().map(this::className).collect(Collectors.joining(", "));
            return "Labels: %s; the most probable: %s, %s"
                    .formatted(labels.isEmpty() ? "none" : labels, className(shown.path("prediction")), sure);
        }
        String truth = shown.has("truth") ? "True: %s, ".formatted(className(shown.path("truth"))) : "";
        return "%sPred: %s, %s".formatted(truth, className(shown.path("prediction")), sure);
    }

    private String className(JsonNode number) {
        return Gallery.className(inspection.path("classes"), number);
    }

    Html image(JsonNode shown) {
        return picture.html(shown.path("image"), "%s as the network sees it (%s)".formatted(name(shown), said(shown)));
    }
}
