package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
        Map<String, Html> texts = new LinkedHashMap<>();
        List<Named> layers = layers(folder.model().path("layers"));
        List<Named> functions = layers.stream()
                .map(MathematicsSection::activation)
                .filter(Objects::nonNull)
                .toList();
        Stream.concat(layers.stream(), functions.stream())
                .forEach(used -> texts.computeIfAbsent(used.name(), name -> explain(used, name)));
        texts.computeIfPresent(
                "dense", (name, html) -> html.isEmpty() ? html : Html.join(html, DenseShapes.of(folder)));
        Activations activations = Activations.of(functions);
        List<Topic> topics = new ArrayList<>();
        texts.forEach(
                (name, html) -> topics.add(new Topic(Words.title(name), html, () -> activations.curve(name, chapter))));
        topics.add(new Topic("Activations side by side", activations.text(), () -> activations.charts(chapter)));
        topics.add(new Topic("Loss", loss(Named.of(folder.experiment().path("loss")), ClassWeighting.of(folder))));
        topics.add(new Topic("Penalty", convention(Named.of(folder.experiment().path("penalty")))));
        topics.add(new Topic(
                "Update of the weights", optimizer(Named.of(folder.experiment().path("optimizer")))));
        return page(topics.stream().filter(topic -> !topic.text().isEmpty()).toList(), chapter);
    }

    /// @param drawing made only where the topic is told
    private record Topic(String title, Html text, Supplier<Html> drawing) {
        Topic(String title, Html text) {
            this(title, text, () -> Html.NOTHING);
        }

        Html html(Chapter chapter) {
            return Html.tag("div", Attributes.of("class", "topic"), chapter.heading(title), text, drawing.get());
        }
    }

    /// What another member's chapter has told in the same words is not told again.
    private Html page(List<Topic> topics, Chapter chapter) {
        List<Html> parts = new ArrayList<>();
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (Topic topic : topics) {
            String where = chapter.told(topic.title() + topic.text().markup(), chapter.id(title()));
            if (where.equals(chapter.id(title()))) {
                parts.add(topic.html(chapter));
            } else {
                told.computeIfAbsent(where, place -> new ArrayList<>()).add(topic.title());
            }
        }
        told.forEach((where, titles) -> parts.add(Html.tag(
                "p",
                Html.text(String.join(", ", titles) + ": "),
                Html.tag("a", Attributes.of("href", "#" + where), Html.text("as told above")),
                Html.text("."))));
        return parts.isEmpty()
                ? Html.NOTHING
                : Html.join(told.isEmpty() ? Explanation.paragraph(INTRODUCTION) : Html.NOTHING, Html.join(parts));
    }

    /// All layers, those inside others too, as often as they are there.
    private static List<Named> layers(JsonNode layers) {
        List<Named> used = new ArrayList<>();
        for (JsonNode layer : layers) {
            add(new Named(layer.path("type").asString(""), layer.path("description")), used);
        }
        return used;
    }

    /// Null for a layer without one.
    private static Named activation(Named layer) {
        JsonNode settings = layer.settings();
        return Named.of(settings.has("function") ? settings.path("function") : settings.path("activation"));
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

    private static Html loss(Named loss, ClassWeighting weighting) {
        if (loss == null) {
            return Html.NOTHING;
        }
        Html html = explain(loss, loss.name());
        Html weights = weighting == null ? Html.NOTHING : weighting.explained();
        String reduction = loss.setting("reduction", "");
        if (html.isEmpty() || reduction.isEmpty()) {
            return Html.join(html, weights);
        }
        return Html.join(html, weights, Html.paragraph(reduced(reduction.equalsIgnoreCase("sum"), weighting != null)));
    }

    private static String reduced(boolean sum, boolean weighted) {
        if (sum) {
            return "The gradients of all examples of a batch%s are added up, not averaged; the losses reported are means."
                    .formatted(weighted ? ", each times its weight," : "");
        }
        return weighted
                ? "The gradients of a batch's examples, each times its weight, are added up and divided by the number of examples, not by the sum of their weights."
                : "The gradients of a batch's examples are averaged.";
    }

    private static Html optimizer(Named optimizer) {
        if (optimizer == null) {
            return Html.NOTHING;
        }
        boolean momentum = above0(optimizer, "momentum");
        String variant =
                optimizer.settings().path("nesterov").asBoolean(false) ? "-nesterov" : momentum ? "-momentum" : "";
        Html decay = optimizer.name().equals("sgd") && above0(optimizer, "weightDecay")
                ? explain(optimizer, "weightDecay")
                : Html.NOTHING;
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
        String own = named.name() + "-"
                + named.settings().path("convention").asString("").toLowerCase(Locale.ROOT);
        return explain(named, Explanation.exists(own) ? own : named.name());
    }

    private static Html explain(Named named, String text) {
        JsonNode settings = named.settings() == null ? MissingNode.getInstance() : named.settings();
        return Explanation.of(text, key -> new Named(named.name(), settings).setting(key, "its default"));
    }
}
