package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What every kind of layer used here, the loss, the penalty and the optimizer compute, forward and backward.
final class MathematicsSection implements ReportSection {
    private static final String INTRODUCTION =
            "Each kind of layer that this network uses, forward and backward. A bar over a value marks the derivative of the loss by"
                    + " that value; $\\odot$ multiplies element by element.";

    @Override
    public String title() {
        return "Mathematics";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        Map<String, Html> topics = new LinkedHashMap<>();
        for (Named used : layersAndActivations(folder.model().path("layers"))) {
            topics.computeIfAbsent(used.name(), name -> explain(used, name));
        }
        topics.computeIfPresent("dense", (name, html) -> html.isEmpty() ? html : Html.join(html, DenseShapes.of(folder)));
        Html loss = loss(Named.of(folder.experiment().path("loss")));
        Html penalty = convention(Named.of(folder.experiment().path("penalty")));
        Html optimizer = optimizer(Named.of(folder.experiment().path("optimizer")));
        List<Html> parts = new ArrayList<>();
        topics.forEach((name, html) -> parts.add(topic(chapter, Words.title(name), html)));
        parts.add(topic(chapter, "Loss", loss));
        parts.add(topic(chapter, "Penalty", penalty));
        parts.add(topic(chapter, "Update of the weights", optimizer));
        Html body = Html.join(parts);
        return body.isEmpty() ? body : Html.join(Explanation.paragraph(INTRODUCTION), body);
    }

    private static List<Named> layersAndActivations(JsonNode layers) {
        List<Named> used = new ArrayList<>();
        for (JsonNode layer : layers) {
            add(new Named(layer.path("type").asString(""), layer.path("description")), used);
        }
        for (Named layer : List.copyOf(used)) {
            JsonNode settings = layer.settings();
            Named activation = Named.of(settings.has("function") ? settings.path("function") : settings.path("activation"));
            if (activation != null) {
                used.add(activation);
            }
        }
        return used;
    }

    /// The layer and those in its lists: of a residual block, of branches.
    private static void add(Named layer, List<Named> used) {
        used.add(layer);
        for (JsonNode setting : layer.settings()) {
            addAll(setting, used);
        }
    }

    private static void addAll(JsonNode list, List<Named> used) {
        for (JsonNode element : list.isArray() ? list : MissingNode.getInstance()) {
            Named inner = Named.of(element);
            if (inner != null) {
                add(inner, used);
            }
            addAll(element, used);
        }
    }

    private static Html topic(Chapter chapter, String title, Html html) {
        return html.isEmpty() ? html : Html.tag("div", Attributes.of("class", "topic"), chapter.heading(title), html);
    }

    private static Html loss(Named loss) {
        if (loss == null) {
            return Html.NOTHING;
        }
        Html html = explain(loss, loss.name());
        String reduction = loss.setting("reduction", "");
        if (html.isEmpty() || reduction.isEmpty()) {
            return html;
        }
        boolean sum = reduction.equalsIgnoreCase("sum");
        return Html.join(html, Html.paragraph(sum
                ? "The gradients of all examples of a batch are added up, not averaged; the losses reported are means."
                : "The gradients of a batch's examples are averaged."));
    }

    private static Html optimizer(Named optimizer) {
        if (optimizer == null) {
            return Html.NOTHING;
        }
        boolean momentum = above0(optimizer, "momentum");
        String variant = optimizer.settings().path("nesterov").asBoolean(false) ? "-nesterov" : momentum ? "-momentum" : "";
        Html decay = optimizer.name().equals("sgd") && above0(optimizer, "weightDecay") ? explain(optimizer, "weightDecay") : Html.NOTHING;
        return Html.join(decay, convention(new Named(optimizer.name() + variant, optimizer.settings())));
    }

    private static boolean above0(Named named, String key) {
        return named.settings().path(key).asDouble(0) > 0;
    }

    /// The text for the convention chosen, where there is one of its own.
    private static Html convention(Named named) {
        if (named == null) {
            return Html.NOTHING;
        }
        String own = named.name() + "-" + named.settings().path("convention").asString("").toLowerCase(Locale.ROOT);
        return explain(named, Explanation.exists(own) ? own : named.name());
    }

    private static Html explain(Named named, String text) {
        JsonNode settings = named.settings() == null ? MissingNode.getInstance() : named.settings();
        return Explanation.of(text, key -> new Named(named.name(), settings).setting(key, "its default"));
    }
}
