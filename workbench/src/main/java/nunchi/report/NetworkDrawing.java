package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The network as a row of bars, each as high as its layer is wide (by the logarithm), and between them what connects them.
final class NetworkDrawing {
    private static final String CAPTION =
            "The network from left to right; the height of a bar grows with the number of values (logarithmic)";
    private static final int STEP = 112;
    private static final int BAR = 22;
    private static final int MIDDLE = 92;
    private static final int HEIGHT = 236;

    private NetworkDrawing() {}

    static Html of(JsonNode model) {
        List<Stage> stages = stages(model);
        int width = STEP * stages.size();
        StringBuilder drawing = new StringBuilder();
        for (int i = 0; i < stages.size(); i++) {
            if (i > 0) {
                drawing.append(between(stages.get(i - 1), stages.get(i), i));
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            drawing.append(bar(stages.get(i), i));
        }
        Attributes attributes = Attributes.of("viewBox", "0 0 " + width + " " + HEIGHT, "role", "img", "aria-label", instead(stages),
                "style", "min-width:" + Math.min(width, 64 * stages.size()) + "px;max-width:" + Math.min(width * 5 / 4, 4000) + "px");
        Html drawn = Html.tag("svg", attributes, Html.trusted(drawing.toString()));
        Attributes frame = Attributes.of("class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Drawing of the network");
        return Html.tag("figure", Attributes.of("class", "network"), Html.tag("div", frame, drawn),
                Html.tag("figcaption", Html.text(CAPTION)));
    }

    private static List<Stage> stages(JsonNode model) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage("input", "", model.path("input"), 0));
        for (JsonNode layer : model.path("layers")) {
            stages.add(new Stage(layer.path("type").asString(""), NetworkSection.activation(layer), layer.path("output"),
                    NetworkSection.isPreprocessing(layer) ? 0 : layer.path("parameters").asLong(0)));
        }
        return stages;
    }

    /// The trapezium that leads from one bar to the next.
    private static String between(Stage from, Stage to, int position) {
        double left = centre(position - 1) + BAR / 2.0;
        double right = centre(position) - BAR / 2.0;
        String shape = String.format(Locale.ROOT, "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>",
                to.parameters > 0 ? "weights" : "passes",
                left, MIDDLE - from.half(), right, MIDDLE - to.half(), right, MIDDLE + to.half(), left, MIDDLE + from.half());
        return to.parameters == 0 ? shape : shape + label((left + right) / 2, MIDDLE + 4, "count", Numbers.count(to.parameters));
    }

    private static String bar(Stage stage, int position) {
        double x = centre(position);
        String bar = String.format(Locale.ROOT, "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"3\"/>",
                x - BAR / 2.0, MIDDLE - stage.half(), BAR, 2 * stage.half());
        return bar + label(x, 190, "extent", NetworkSection.extents(stage.output))
                + label(x, 208, "name", stage.name) + label(x, 225, "name activation", stage.activation);
    }

    private static String label(double x, int y, String style, String text) {
        return text.isEmpty() ? "" : String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>", style, x, y,
                Html.escape(text));
    }

    private static double centre(int position) {
        return STEP * (position + 0.5);
    }

    private static String instead(List<Stage> stages) {
        return String.join(", then ", stages.stream().map(Stage::inWords).toList());
    }

    private record Stage(String name, String activation, JsonNode output, long parameters) {
        String inWords() {
            return "%s%s (%s)".formatted(name, activation.isEmpty() ? "" : " " + activation, NetworkSection.extents(output));
        }

        double half() {
            long size = 1;
            for (JsonNode extent : output) {
                size *= Math.max(1, extent.asLong(1));
            }
            return Math.min(82, 12 + 8 * Math.log(size) / Math.log(2));
        }
    }
}
