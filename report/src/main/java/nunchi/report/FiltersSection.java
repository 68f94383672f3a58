package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The kernels of convolutional layers as pictures, and what these layers make of some pictures.
final class FiltersSection implements ReportSection {
    private static final int ACROSS = 16;
    private static final int MAPS_ACROSS = 8;
    private static final int LARGE = 22;
    private static final int SMALL = 12;
    private static final int MAP = 46;
    private static final int COLOURS = 3;
    private static final int BLACK = 0;
    private static final int GREY = 150;

    @Override
    public String title() {
        return "Filters and feature maps";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode filters = folder.inspection().path("filters");
        Html kernels = filters.isEmpty()
                ? Html.NOTHING
                : Html.join(chapter.heading("Filters"), Html.paragraph("""
                The kernels of the convolutions, as they were learnt. Grey is 0, brighter is positive, darker is negative; black and white stand for the 99th \
                percentile of a kernel's magnitudes and all beyond it. In colour this is so for red, green and blue each."""), gallery(filters));
        Html maps = maps(folder, chapter);
        return Html.join(kernels, maps);
    }

    private static Html gallery(JsonNode filters) {
        List<Html> figures = new ArrayList<>();
        filters.forEach(filter -> figures.add(filter(filter)));
        return Html.tag("div", Attributes.of("class", "filters"), Html.join(figures));
    }

    private static Html filter(JsonNode filter) {
        JsonNode shape = filter.path("shape");
        boolean colour = filter.path("colour").asBoolean(false);
        int channels = filter.path("channels").asInt(1);
        Picture each = new Picture(shape.path(0).asInt(0), shape.path(1).asInt(0), colour ? COLOURS : 1);
        boolean single = channels == 1;
        Tiles tiles = Tiles.about(single ? LARGE : SMALL, each, single ? ACROSS : channels, BLACK);
        String caption = caption(filter, channels, colour);
        boolean drawable = each.rows() > 0 && each.columns() > 0;
        Html image = drawable ? tiles.html(Picture.bytes(filter.path("images").asString("")), caption) : Html.NOTHING;
        return image.isEmpty() ? image : Html.tag("figure", image, Html.tag("figcaption", Html.text(caption)));
    }

    private static String caption(JsonNode filter, int channels, boolean colour) {
        JsonNode shape = filter.path("shape");
        long all = shape.path(3).asLong(0);
        long units = filter.path("units").asLong(0);
        String which = units == all
                ? "all %s".formatted(Numbers.count(all, "filter"))
                : "the first %s of %s".formatted(Numbers.count(units), Numbers.count(all, "filter"));
        long inputs = shape.path(2).asLong(1);
        String rows = colour
                ? " in colour"
                : inputs == 1
                        ? ""
                        : ", a row each, by %s"
                                .formatted(
                                        channels == inputs
                                                ? "all %s".formatted(Numbers.count(inputs, "channel"))
                                                : "the first %s of %s"
                                                        .formatted(
                                                                Numbers.count(channels),
                                                                Numbers.count(inputs, "channel")));
        return "%s: %s of %d x %d%s; white is a weight of %s"
                .formatted(
                        filter.path("path").asString(""),
                        which,
                        shape.path(0).asInt(0),
                        shape.path(1).asInt(0),
                        rows,
                        Numbers.loss(filter.path("scale").asDouble(0)));
    }

    private static Html maps(Folder folder, Chapter chapter) {
        Explained explained = Explained.of(folder);
        JsonNode maps = folder.inspection().path("featureMaps");
        if (explained.picture() == null || maps.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> articles = new ArrayList<>();
        for (int position : maps.valueStream()
                .map(map -> map.path("picture").asInt(0))
                .distinct()
                .toList()) {
            articles.add(article(
                    explained,
                    explained.shown().path(position),
                    maps.valueStream()
                            .filter(map -> map.path("picture").asInt(0) == position)
                            .toList()));
        }
        return Html.join(
                chapter.heading("Feature maps"),
                Html.paragraph("""
                What the convolutional layers make of %s, after the activation: of each layer the channels that answer most strongly, the strongest first. Of each \
                channel black is 0 (or the least value where there are negative ones) and white the largest.""".formatted(Numbers.count(articles.size(), "picture"))),
                Html.join(articles));
    }

    private static Html article(Explained explained, JsonNode shown, List<JsonNode> maps) {
        List<Html> layers = new ArrayList<>();
        maps.forEach(map -> layers.add(layer(shown, map)));
        Html image = Html.tag(
                "figure",
                explained.image(shown),
                Html.tag("figcaption", Html.text("%s (%s)", explained.said(shown), Explained.name(shown))));
        return Html.tag(
                "article",
                Attributes.of("class", "seenby"),
                image,
                Html.tag("div", Attributes.of("class", "filters"), Html.join(layers)));
    }

    private static Html layer(JsonNode shown, JsonNode map) {
        Picture each = Picture.of(map.path("imageShape"));
        if (each == null) {
            return Html.NOTHING;
        }
        JsonNode output = map.path("output");
        long all = output.path(2).asLong(0);
        String channels = map.path("channels")
                .valueStream()
                .map(channel -> Long.toString(channel.asLong(0)))
                .collect(Collectors.joining(", "));
        String caption = "%s: %s of %s (%d x %d)"
                .formatted(
                        map.path("path").asString(""),
                        Numbers.count(map.path("channels").size()),
                        Numbers.count(all, "channel"),
                        output.path(0).asInt(0),
                        output.path(1).asInt(0));
        Html image = Tiles.about(MAP, each, MAPS_ACROSS, GREY)
                .html(
                        Picture.bytes(map.path("images").asString("")),
                        "%s for %s; channels %s".formatted(caption, Explained.name(shown), channels));
        return image.isEmpty() ? image : Html.tag("figure", image, Html.tag("figcaption", Html.text(caption)));
    }
}
