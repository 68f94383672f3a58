package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nunchi.codec.Tree;
import nunchi.record.ModelRecord;
import nunchi.record.ModelRecord.LayerRecord;
import nunchi.text.Numbers;

/// The network from top to bottom: a block for each layer, as long as the square root of the number of its values,
/// joined to the next. A list and no image, so that it breaks into columns, fits a telephone, and can be read aloud.
final class NetworkDrawing {
    private static final String CAPTION =
            "The network from top to bottom. The length of a block is the square root of the number of values that"
                    + " its layer outputs for one example; blue blocks are layers with parameters";
    /// From so many layers on, two columns.
    private static final int LONG = 9;
    /// A smaller fraction of the parameters would read 0.0 %.
    private static final double LEAST = 0.0005;
    /// In percent of the widest block: less would not be seen.
    private static final double THINNEST = 3;

    private NetworkDrawing() {}

    static Html of(ModelRecord model) {
        List<LayerRecord> layers = model.layers();
        double most =
                layers.stream().mapToDouble(layer -> values(layer.output())).reduce(values(model.input()), Math::max);
        double before = Math.sqrt(values(model.input()) / most);
        List<Html> rows = new ArrayList<>();
        rows.add(row("input", block(before, before), Html.text("input"), extents(model.input())));
        for (LayerRecord layer : layers) {
            double share = Math.sqrt(values(layer.output()) / most);
            boolean counted = layer.count() > 0 && !NetworkSection.isPreprocessing(layer);
            Html name = Html.join(
                    name(Objects.requireNonNullElse(layer.type(), ""), layer.description()),
                    counted ? count(layer, model) : Html.NOTHING);
            rows.add(row(
                    counted ? "weights" : "passes",
                    block(before, share),
                    name,
                    Html.join(extents(layer.output()), inside(layer))));
            before = share;
        }
        String kind = rows.size() < LONG ? "layers" : "layers long";
        return Html.tag(
                "figure",
                Attributes.of("class", "network"),
                Html.tag("ol", Attributes.of("class", kind), Html.join(rows)),
                Html.tag("figcaption", Html.text(CAPTION)));
    }

    private static Html row(String kind, Html block, Html name, Html rest) {
        return Html.tag("li", Attributes.of("class", kind), block, Html.tag("div", name), rest);
    }

    private static String place(double value) {
        return Css.number(value, 1);
    }

    /// The passage from the width before to the layer's own, and its block below; stretched to the height of the row.
    private static Html block(double before, double share) {
        double own = Math.max(THINNEST, 100 * share);
        String passage = "M%s 0H%sL%s 30H%sZ"
                .formatted(place(50 - 50 * before), place(50 + 50 * before), place(50 + own / 2), place(50 - own / 2));
        String left = place(50 - own / 2);
        Attributes box = Attributes.of("x", left, "y", "30", "width", place(own), "height", "70");
        return Html.tag(
                "svg",
                Attributes.of(
                        "class",
                        "block",
                        "viewBox",
                        "0 0 100 100",
                        "preserveAspectRatio",
                        "none",
                        "aria-hidden",
                        "true"),
                Html.tag("path", Attributes.of("class", "passage", "d", passage)),
                Html.tag("rect", box));
    }

    private static Html extents(List<Integer> shape) {
        return Html.tag("span", Attributes.of("class", "extent"), Html.text(NetworkSection.extents(shape)));
    }

    private static Html count(LayerRecord layer, ModelRecord model) {
        long parameters = layer.count();
        double all = model.parameters() == null ? 0 : model.parameters();
        String share = parameters < all && parameters / all >= LEAST
                ? " (%s)".formatted(Numbers.roundPercent(parameters / all))
                : "";
        return Html.tag(
                "span", Attributes.of("class", "count"), Html.text(Numbers.count(parameters, "parameter") + share));
    }

    private static double values(List<Integer> shape) {
        return shape.stream().mapToDouble(extent -> Math.max(1, extent)).reduce(1, (a, b) -> a * b);
    }

    /// `conv2d 5 × 5, relu`.
    private static Html name(String type, Tree description) {
        String form = form(description);
        String activation = NetworkSection.activation(description);
        Html settings = form.isEmpty() ? Html.NOTHING : Html.text(" " + form);
        return Html.tag(
                "span",
                Attributes.of("class", "name"),
                Html.text(type),
                settings,
                activation.isEmpty() ? Html.NOTHING : Html.join(Html.text(", "), Html.tag("i", Html.text(activation))));
    }

    /// What a reader asks first: the window, or the rate.
    private static String form(Tree description) {
        Tree size = description.at(description.has("kernel") ? "kernel" : description.has("size") ? "size" : "factor");
        if (size.isNumber()) {
            return "%d × %d".formatted((long) size.number(), (long) size.number());
        }
        if (size.at("rows").isNumber()) {
            return "%d × %d".formatted((long) size.at("rows").number(), (long)
                    size.at("columns").number(1));
        }
        Tree rate = description.at("rate");
        return rate.isNumber() ? Numbers.plain(rate.number()) : "";
    }

    /// The layers of a block that runs side by side: what is added, or the branches.
    private static Html inside(LayerRecord layer) {
        Tree description = layer.description();
        List<Html> paths = new ArrayList<>();
        switch (Objects.requireNonNullElse(layer.type(), "")) {
            case "residual" -> {
                paths.add(path("layers", description.at("layers")));
                paths.add(path("plus the shortcut", description.at("shortcut")));
            }
            case "branches" ->
                description
                        .at("branches")
                        .elements()
                        .forEach(branch -> paths.add(path("branch " + (paths.size() + 1), branch)));
            default -> {
                return Html.NOTHING;
            }
        }
        return Html.tag("div", Attributes.of("class", "inside"), Html.join(paths));
    }

    private static Html path(String title, Tree layers) {
        List<Html> items = new ArrayList<>();
        for (Tree layer : layers.elements()) {
            items.add(NamedValue.of(layer)
                    .map(named -> Html.tag("li", name(named.name(), named.settings())))
                    .orElse(Html.NOTHING));
        }
        Html content = items.isEmpty() ? Html.tag("li", Html.text("the input itself")) : Html.join(items);
        return Html.tag(
                "div", Html.tag("span", Attributes.of("class", "count"), Html.text(title)), Html.tag("ul", content));
    }
}
