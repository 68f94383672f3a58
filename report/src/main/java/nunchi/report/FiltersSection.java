package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nunchi.record.InspectionRecord.FeatureMapRecord;
import nunchi.record.InspectionRecord.FilterRecord;
import nunchi.record.InspectionRecord.ShownRecord;
import nunchi.text.Numbers;

/// The kernels of convolutional layers as images, and what these layers make of some images.
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
        List<FilterRecord> filters =
                Objects.requireNonNullElse(folder.inspection().inner().filters(), List.of());
        Html kernels = filters.isEmpty()
                ? Html.NOTHING
                : Html.join(chapter.heading("Filters"), Html.paragraph("""
                The kernels of the convolutions, as they were learnt. Grey is 0, brighter is positive, darker is negative; black and white stand for the 99th \
                percentile of a kernel's magnitudes and all beyond it. In colour this is so for red, green and blue each."""), gallery(filters));
        Html maps = maps(folder, chapter);
        return Html.join(kernels, maps);
    }

    private static Html gallery(List<FilterRecord> filters) {
        List<Html> figures = new ArrayList<>();
        filters.forEach(filter -> figures.add(filter(filter)));
        return Html.tag("div", Attributes.of("class", "filters"), Html.join(figures));
    }

    private static Html filter(FilterRecord filter) {
        List<Integer> shape = filter.shape();
        boolean colour = Boolean.TRUE.equals(filter.colour());
        int channels = filter.channels() == null ? 1 : filter.channels();
        Picture each = new Picture(shape.get(0), shape.get(1), colour ? COLOURS : 1);
        boolean single = channels == 1;
        Tiles tiles = Tiles.about(single ? LARGE : SMALL, each, single ? ACROSS : channels, BLACK);
        String caption = caption(filter, channels, colour);
        boolean drawable = each.rows() > 0 && each.columns() > 0;
        Html image = drawable ? tiles.html(Picture.bytes(filter.images()), caption) : Html.NOTHING;
        return image.isEmpty() ? image : Html.tag("figure", image, Html.tag("figcaption", Html.text(caption)));
    }

    private static String caption(FilterRecord filter, int channels, boolean colour) {
        List<Integer> shape = filter.shape();
        int all = shape.get(3);
        int units = filter.units() == null ? 0 : filter.units();
        String which = units == all
                ? "all %s".formatted(Numbers.count(all, "filter"))
                : "the first %s of %s".formatted(Numbers.count(units), Numbers.count(all, "filter"));
        int inputs = shape.get(2);
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
                        Objects.requireNonNullElse(filter.path(), ""),
                        which,
                        shape.get(0),
                        shape.get(1),
                        rows,
                        Numbers.loss(filter.scale()));
    }

    private static Html maps(Folder folder, Chapter chapter) {
        SaliencyImages explained = SaliencyImages.of(folder);
        List<FeatureMapRecord> maps =
                Objects.requireNonNullElse(folder.inspection().inner().featureMaps(), List.of());
        if (explained.picture() == null || maps.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> articles = new ArrayList<>();
        for (int position :
                maps.stream().map(FiltersSection::picture).distinct().toList()) {
            articles.add(article(
                    explained,
                    explained.shown().get(position),
                    maps.stream().filter(map -> picture(map) == position).toList()));
        }
        return Html.join(
                chapter.heading("Feature maps"),
                Html.paragraph("""
                What the convolutional layers make of %s, after the activation: of each layer the channels that answer most strongly, the strongest first. Of each \
                channel black is 0 (or the least value where there are negative ones) and white the largest.""".formatted(Numbers.count(articles.size(), "image"))),
                Html.join(articles));
    }

    private static int picture(FeatureMapRecord map) {
        return map.picture() == null ? 0 : map.picture();
    }

    private static Html article(SaliencyImages explained, ShownRecord shown, List<FeatureMapRecord> maps) {
        List<Html> layers = new ArrayList<>();
        maps.forEach(map -> layers.add(layer(shown, map)));
        Html image = Html.tag(
                "figure",
                explained.image(shown),
                Html.tag("figcaption", Html.text("%s (%s)", explained.said(shown), SaliencyImages.name(shown))));
        return Html.tag(
                "article",
                Attributes.of("class", "seenby"),
                image,
                Html.tag("div", Attributes.of("class", "filters"), Html.join(layers)));
    }

    private static Html layer(ShownRecord shown, FeatureMapRecord map) {
        Picture each = Picture.of(map.imageShape());
        if (each == null) {
            return Html.NOTHING;
        }
        List<Integer> output = map.output();
        int all = output.get(2);
        String channels = map.channels().stream()
                .map(channel -> Integer.toString(channel))
                .collect(Collectors.joining(", "));
        String caption = "%s: %s of %s (%d x %d)"
                .formatted(
                        Objects.requireNonNullElse(map.path(), ""),
                        Numbers.count(map.channels().size()),
                        Numbers.count(all, "channel"),
                        output.get(0),
                        output.get(1));
        Html image = Tiles.about(MAP, each, MAPS_ACROSS, GREY)
                .html(
                        Picture.bytes(map.images()),
                        "%s for %s; channels %s".formatted(caption, SaliencyImages.name(shown), channels));
        return image.isEmpty() ? image : Html.tag("figure", image, Html.tag("figcaption", Html.text(caption)));
    }
}
