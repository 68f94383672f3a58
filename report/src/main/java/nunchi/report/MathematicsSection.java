package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nunchi.codec.Tree;
import nunchi.record.ModelRecord.LayerRecord;

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
        List<NamedValue> layers = layers(folder.model().layers());
        List<NamedValue> functions = layers.stream()
                .map(layer -> NetworkSection.function(layer.settings()))
                .flatMap(Optional::stream)
                .toList();
        Stream.concat(layers.stream(), functions.stream())
                .forEach(used -> texts.computeIfAbsent(used.name(), name -> explain(used, name)));
        texts.computeIfPresent(
                "dense", (name, html) -> html.isEmpty() ? html : Html.join(html, DenseShapes.of(folder)));
        return page(
                topics(folder, chapter, texts, Activations.of(functions)).stream()
                        .filter(topic -> !topic.text().isEmpty())
                        .toList(),
                chapter);
    }

    /// What is explained, layers and functions first.
    private static List<Topic> topics(
            Folder folder, Chapter chapter, Map<String, Html> texts, Activations activations) {
        List<Topic> topics = new ArrayList<>();
        texts.forEach(
                (name, html) -> topics.add(new Topic(Words.title(name), html, () -> activations.curve(name, chapter))));
        topics.add(new Topic("Activations side by side", activations.text(), () -> activations.charts(chapter)));
        topics.add(new Topic(
                "Loss",
                NamedValue.of(folder.experiment().at("loss"))
                        .map(loss -> loss(loss, ClassWeighting.of(folder)))
                        .orElse(Html.NOTHING)));
        topics.add(new Topic(
                "Penalty",
                NamedValue.of(folder.experiment().at("penalty"))
                        .map(MathematicsSection::convention)
                        .orElse(Html.NOTHING)));
        topics.add(new Topic(
                "Update of the weights",
                NamedValue.of(folder.experiment().at("optimizer"))
                        .map(MathematicsSection::optimizer)
                        .orElse(Html.NOTHING)));
        return topics;
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
                Html.tag("a", Attributes.of("href", "#" + where), Html.text("as above")),
                Html.text("."))));
        return parts.isEmpty()
                ? Html.NOTHING
                : Html.join(told.isEmpty() ? Explanation.paragraph(INTRODUCTION) : Html.NOTHING, Html.join(parts));
    }

    /// All layers, those inside others too, as often as they are there.
    private static List<NamedValue> layers(List<LayerRecord> layers) {
        List<NamedValue> used = new ArrayList<>();
        for (LayerRecord layer : layers) {
            add(new NamedValue(Objects.requireNonNullElse(layer.type(), ""), layer.description()), used);
        }
        return used;
    }

    /// The layer and those in its lists: of a residual block, of branches.
    private static void add(NamedValue layer, List<NamedValue> used) {
        used.add(layer);
        for (Tree setting : layer.settings().entries().values()) {
            addAll(setting, used);
        }
    }

    private static void addAll(Tree list, List<NamedValue> used) {
        for (Tree element : list.elements()) {
            NamedValue.of(element).ifPresent(inner -> add(inner, used));
            addAll(element, used);
        }
    }

    private static Html loss(NamedValue loss, Optional<ClassWeighting> weighting) {
        Html html = explain(loss, loss.name());
        Html weights = weighting.map(ClassWeighting::explained).orElse(Html.NOTHING);
        String reduction = loss.setting("reduction", "");
        if (html.isEmpty() || reduction.isEmpty()) {
            return Html.join(html, weights);
        }
        return Html.join(
                html, weights, Html.paragraph(reduced(reduction.equalsIgnoreCase("sum"), weighting.isPresent())));
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

    private static Html optimizer(NamedValue optimizer) {
        boolean momentum = above0(optimizer, "momentum");
        String variant = optimizer.settings().at("nesterov").truth(false) ? "-nesterov" : momentum ? "-momentum" : "";
        Html decay = optimizer.name().equals("sgd") && above0(optimizer, "weightDecay")
                ? explain(optimizer, "weightDecay")
                : Html.NOTHING;
        Html inner = NamedValue.of(optimizer.settings().at("optimizer"))
                .map(MathematicsSection::optimizer)
                .orElse(Html.NOTHING);
        return Html.join(inner, decay, convention(new NamedValue(optimizer.name() + variant, optimizer.settings())));
    }

    private static boolean above0(NamedValue named, String key) {
        return named.settings().at(key).number(0) > 0;
    }

    /// The text for the convention chosen, where there is one of its own.
    private static Html convention(NamedValue named) {
        String own =
                named.name() + "-" + named.settings().at("convention").text("").toLowerCase(Locale.ROOT);
        return explain(named, Explanation.exists(own) ? own : named.name());
    }

    private static Html explain(NamedValue named, String text) {
        return Explanation.of(text, key -> named.setting(key, "its default"));
    }
}
