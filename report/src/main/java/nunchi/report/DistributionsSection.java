package nunchi.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nunchi.record.Decimal;
import nunchi.record.HistogramsRecord;
import nunchi.record.HistogramsRecord.DistributionRecord;
import nunchi.report.Distributions.Kind;
import nunchi.report.Distributions.Layer;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart.Depth;
import nunchi.report.page.Chart.Distribution;
import nunchi.report.page.Series;
import nunchi.text.Numbers;

/// How weights, their gradients and what the layers give are distributed over the epochs.
final class DistributionsSection implements ReportSection {
    private static final int MOST_LAYERS = 24;
    /// Within a factor of ten nobody speaks of gradients that vanish or explode.
    private static final double NOTABLE = 10;
    private static final double EXTREME = 1000;
    private static final String MEANING =
            "Each time, one more step of training was computed, and not made, on the same %s of the training set."
                    + " Dropout, where there is any, is at the same places every time. Batch norm has the statistics of these examples. Gradients are those of loss and"
                    + " penalty before any clipping. In the small charts a column is an epoch (0 is before the first); the darker a place, the more values"
                    + " lie there, by the root of their number, so that rare ones are seen. The deviation is that of the values from their mean.";

    @Override
    public String title() {
        return "Distributions";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        return Distributions.of(folder)
                .filter(distributions -> !distributions.layers().isEmpty())
                .map(distributions -> body(distributions, chapter))
                .orElse(Html.NOTHING);
    }

    private static Html body(Distributions distributions, Chapter chapter) {
        List<Html> depths = List.of(Kind.values()).stream()
                .map(kind -> depth(distributions, kind, chapter))
                .toList();
        String rows = Numbers.count(
                distributions.last().rows() == null ? 0 : distributions.last().rows(), "row");
        return Html.join(
                Html.paragraph(gradients(distributions) + dead(distributions, rows) + notFinite(distributions)),
                Html.tag("div", Attributes.of("class", "charts three"), Html.join(depths)),
                legend(distributions),
                Html.tag("p", Attributes.of("class", "note"), Html.text(MEANING.formatted(rows))),
                layers(distributions, chapter),
                table(distributions));
    }

    /// The first and the last layer's gradients: where signals vanish or explode on their way back, these differ most.
    private static String gradients(Distributions distributions) {
        List<Layer> trained = distributions.with(Kind.GRADIENT);
        if (trained.size() < 2) {
            return "";
        }
        Layer first = trained.getFirst();
        Layer last = trained.getLast();
        HistogramsRecord begin = distributions.looks().getFirst();
        int epoch = begin.epoch();
        double front = gradient(distributions, begin, first);
        double back = gradient(distributions, begin, last);
        return "%s the gradient of %s deviates by %s and that of %s by %s: %s. "
                        .formatted(
                                epoch == 0 ? "Before the first epoch" : "After epoch " + Numbers.count(epoch),
                                first.weight(),
                                Numbers.loss(front),
                                last.weight(),
                                Numbers.loss(back),
                                verdict(front, back))
                + end(distributions, first, last);
    }

    private static String end(Distributions distributions, Layer first, Layer last) {
        if (distributions.looks().size() == 1) {
            return "";
        }
        HistogramsRecord look = distributions.last();
        double front = gradient(distributions, look, first);
        double back = gradient(distributions, look, last);
        return "After epoch %s it is %s and %s: %s. "
                .formatted(Numbers.count(look.epoch()), Numbers.loss(front), Numbers.loss(back), verdict(front, back));
    }

    private static double gradient(Distributions distributions, HistogramsRecord look, Layer layer) {
        return distributions
                .values(look, layer, Kind.GRADIENT)
                .map(DistributionRecord::deviation)
                .orElse(Double.NaN);
    }

    private static String verdict(double front, double back) {
        if (Double.isNaN(front) || Double.isNaN(back)) {
            return "not all of them are finite";
        }
        if (front == 0 || back == 0) {
            return front == back
                    ? "there is nothing left to learn from these rows"
                    : "no gradient reaches the " + (front == 0 ? "first layer" : "last layer");
        }
        double ratio = Math.max(front / back, back / front);
        if (ratio < NOTABLE) {
            return "they are of the same order of magnitude";
        }
        String factor = ratio < 1e6 ? Numbers.count(Math.round(ratio)) : Numbers.loss(ratio);
        if (front < back) {
            return "%s times less at the front%s"
                    .formatted(factor, ratio < EXTREME ? "" : ", as where gradients vanish on their way back");
        }
        return "%s times more at the front%s"
                .formatted(factor, ratio < EXTREME ? "" : ", as where gradients explode on their way back");
    }

    private static String dead(Distributions distributions, String rows) {
        // what goes in may well be 0 in every row: the frame of a handwritten digit
        List<Layer> silent = distributions.with(Kind.OUTPUT).stream()
                .dropWhile(layer -> layer.weight() == null)
                .filter(layer -> dead(distributions, layer) > 0)
                .sorted(Comparator.comparingDouble((Layer layer) -> dead(distributions, layer))
                        .reversed())
                .toList();
        if (silent.isEmpty()) {
            return "No unit of any layer is 0 for all %s. ".formatted(rows);
        }
        List<String> said = silent.stream()
                .limit(3)
                .map(layer -> "%s of %s".formatted(Numbers.percent(dead(distributions, layer)), layer.path()))
                .toList();
        return "Units that are 0 for all %s: %s%s. "
                .formatted(
                        rows,
                        String.join(", ", said),
                        silent.size() > said.size()
                                ? ", and some in " + Numbers.count(silent.size() - said.size(), "other layer")
                                : "");
    }

    private static double dead(Distributions distributions, Layer layer) {
        return distributions
                .values(distributions.last(), layer, Kind.OUTPUT)
                .map(DistributionRecord::dead)
                .orElse(0.0);
    }

    private static String notFinite(Distributions distributions) {
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            kind.of(distributions.last()).forEach((name, values) -> {
                if (values.notFinite() != null && values.notFinite() > 0) {
                    names.add("%s (%s)".formatted(name, kind.words()));
                }
            });
        }
        return names.isEmpty()
                ? ""
                : "Values that are not finite, which the statistics leave out: %s. "
                        .formatted(String.join(", ", names));
    }

    /// Deviations of all layers in one image.
    private static Html depth(Distributions distributions, Kind kind, Chapter chapter) {
        List<Layer> layers = distributions.with(kind);
        if (layers.isEmpty()) {
            return Html.NOTHING;
        }
        List<Series> series = layers.stream()
                .map(layer -> distributions.deviations(layer, kind))
                .toList();
        String caption = "Deviation of each layer's %s by epoch".formatted(kind.words());
        return chapter.chart(
                new Depth(caption, series), caption + ", on a logarithmic axis; the table below has the last.");
    }

    private static Html legend(Distributions distributions) {
        return Html.tag(
                "ul",
                Attributes.of("class", "hues"),
                Html.join(distributions.layers().stream()
                        .map(layer -> Html.tag(
                                "li",
                                Html.tag(
                                        "i",
                                        Attributes.of("style", Css.property("--place", distributions.place(layer)))),
                                Html.text(layer.path())))
                        .toList()));
    }

    private static Html layers(Distributions distributions, Chapter chapter) {
        List<Layer> all = distributions.layers();
        List<Layer> drawn = all.size() <= MOST_LAYERS ? all : new ArrayList<>(all.subList(0, MOST_LAYERS / 2));
        if (all.size() > MOST_LAYERS) {
            drawn.addAll(all.subList(all.size() - MOST_LAYERS / 2, all.size()));
        }
        List<Html> rows = new ArrayList<>(rows(distributions, drawn, chapter));
        if (all.size() > drawn.size()) {
            rows.add(Html.tag(
                    "p",
                    Attributes.of("class", "note"),
                    Html.text(
                            "Drawn are the first %s and the last %s of %s.",
                            Numbers.count(MOST_LAYERS / 2),
                            Numbers.count(MOST_LAYERS / 2),
                            Numbers.count(all.size(), "layer"))));
        }
        return Html.join(rows);
    }

    /// A row for each layer with weights, its output in the first column; layers without follow one another in a row.
    private static List<Html> rows(Distributions distributions, List<Layer> layers, Chapter chapter) {
        List<Html> rows = new ArrayList<>();
        List<Html> weightless = new ArrayList<>();
        for (Layer layer : layers) {
            if (layer.weight() == null) {
                weightless.add(small(distributions, layer, Kind.OUTPUT, chapter));
                continue;
            }
            rows.add(row(weightless));
            weightless.clear();
            Html output = layer.output() ? small(distributions, layer, Kind.OUTPUT, chapter) : Html.tag("div");
            rows.add(row(List.of(
                    output,
                    small(distributions, layer, Kind.WEIGHT, chapter),
                    small(distributions, layer, Kind.GRADIENT, chapter))));
        }
        rows.add(row(weightless));
        return rows;
    }

    private static Html row(List<Html> charts) {
        return charts.isEmpty()
                ? Html.NOTHING
                : Html.tag("div", Attributes.of("class", "charts three"), Html.join(charts));
    }

    private static Html small(Distributions distributions, Layer layer, Kind kind, Chapter chapter) {
        Optional<DistributionRecord> values = distributions.values(distributions.last(), layer, kind);
        if (values.isEmpty()) {
            return Html.NOTHING;
        }
        DistributionRecord last = values.get();
        String of = kind == Kind.OUTPUT
                ? "output of " + layer.path()
                : (kind == Kind.GRADIENT ? "gradient of " : "") + layer.weight();
        String instead = "Distribution of the %s by epoch; at the last from %s to %s, mean %s, deviation %s."
                .formatted(
                        of,
                        Numbers.loss(last.least()),
                        Numbers.loss(last.largest()),
                        Numbers.loss(last.mean()),
                        Numbers.loss(last.deviation()));
        return chapter.chart(new Distribution(of, distributions.columns(layer, kind)), instead);
    }

    private static Html table(Distributions distributions) {
        Table table = new Table("Distributions after epoch "
                        + Numbers.count(distributions.last().epoch()))
                .column("Tensor")
                .column("Kind")
                .number("Values")
                .number("Mean")
                .number("Deviation")
                .number("Minimum")
                .number("Largest")
                .number("Norm")
                .number("Zeros")
                .number("Dead units")
                .sortable();
        for (Kind kind : Kind.values()) {
            kind.of(distributions.last())
                    .forEach((name, values) -> table.row(
                            Cell.code(name),
                            Cell.text(kind.words()),
                            Cell.count(values.count()),
                            Cell.loss(values.mean()),
                            Cell.loss(values.deviation()),
                            Cell.loss(values.least()),
                            Cell.loss(values.largest()),
                            Cell.loss(values.norm()),
                            Cell.percent(values.zeros()),
                            Cell.percent(Decimal.orNaN(values.dead()))));
        }
        return Html.tag("details", Html.tag("summary", Html.text("Statistics after the last epoch")), table.html());
    }
}
