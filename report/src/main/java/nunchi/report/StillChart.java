package nunchi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.report.page.Chart;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// Lines of a chart as SVG, where no script draws them.
///
/// @param x    what the horizontal axis is
/// @param mark a value that is marked on it; null for none
record StillChart(
        String x,
        Chart.@Nullable Measure measure,
        List<Series> series,
        List<Point> published,
        @Nullable Double mark) {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 260;
    private static final int LEFT = 62;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;
    /// Colours of the style sheet.
    private static final int COLOURS = 8;
    private static final List<String> PARTS = List.of("training", "validation", "test");
    private static final List<Integer> COLOUR_OF_PART = List.of(0, 2, 1);

    /// The figure with its caption; the words alone for a chart that is not made of lines.
    ///
    /// @param instead what the drawing shows, in words
    static Html figure(Chart chart, String instead) {
        StillChart drawn = switch (chart) {
            case Chart.Curves curves ->
                new StillChart(
                        "epoch",
                        curves.measure(),
                        curves.series(),
                        curves.published(),
                        curves.best() == null ? null : (double) curves.best());
            case Chart.Lines lines
            when !lines.wide() && lines.names() == null ->
                new StillChart(
                        lines.x(),
                        lines.measure(),
                        lines.series(),
                        List.of(),
                        lines.mark() == null || lines.mark().level()
                                ? null
                                : lines.mark().at());
            default -> null;
        };
        if (drawn == null) {
            return Html.tag("p", Attributes.of("class", "note"), Html.text(instead));
        }
        return Html.tag(
                "figure",
                Attributes.of("class", "chart"),
                drawn.svg(instead),
                drawn.legend(),
                Html.tag("figcaption", Html.text(chart.caption())));
    }

    private Html svg(String instead) {
        Axis across = Axis.within(points().map(Point::x).toList(), TICKS);
        Axis up = Axis.of(
                points().map(Point::y).filter(Objects::nonNull).toList(),
                TICKS,
                measure != null && measure.logarithmic() && !measure.share());
        StringBuilder drawing = new StringBuilder();
        up.ticks()
                .forEach(tick -> drawing.append(line("grid", LEFT, y(up, tick), WIDTH - RIGHT, y(up, tick)))
                        .append(text("end", LEFT - 6, y(up, tick) + 4, inWords(tick))));
        across.ticks()
                .forEach(tick ->
                        drawing.append(text("middle", x(across, tick), HEIGHT - BOTTOM + 18, Numbers.plain(tick))));
        drawing.append(line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM));
        drawing.append(text("middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 4, x));
        if (mark != null) {
            drawing.append(line("mark", x(across, mark), TOP, x(across, mark), HEIGHT - BOTTOM));
        }
        for (Series each : series) {
            drawing.append("<path class=\"line%s\" %s d=\"%s\"/>"
                    .formatted(each.dashed() ? " dashed" : "", colour(each), path(each, across, up)));
        }
        published.stream()
                .filter(point -> point.y() != null)
                .forEach(point -> drawing.append("<circle class=\"published\" cx=\"%s\" cy=\"%s\" r=\"4\"/>"
                        .formatted(number(x(across, point.x())), number(y(up, point.y())))));
        return Html.trusted("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(WIDTH, HEIGHT, Html.escape(instead), drawing));
    }

    private Stream<Point> points() {
        return Stream.concat(series.stream().flatMap(each -> each.points().stream()), published.stream());
    }

    private static String path(Series line, Axis across, Axis up) {
        StringBuilder path = new StringBuilder();
        boolean drawn = false;
        for (Point point : line.points()) {
            if (point.y() != null) {
                path.append(drawn ? 'L' : 'M')
                        .append(number(x(across, point.x())))
                        .append(' ')
                        .append(number(y(up, point.y())));
            }
            drawn = point.y() != null;
        }
        return path.toString();
    }

    private static double x(Axis across, double value) {
        return LEFT + across.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(Axis up, double value) {
        return HEIGHT - BOTTOM - up.place(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String line(String kind, double x1, double y1, double x2, double y2) {
        return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                .formatted(kind, number(x1), number(y1), number(x2), number(y2));
    }

    private static String text(String anchor, double x, double y, String text) {
        return "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
                .formatted(anchor, number(x), number(y), Html.escape(text));
    }

    static String number(double value) {
        return Css.number(value, 1).replaceFirst("\\.0$", "");
    }

    private String inWords(double value) {
        return measure != null && measure.share() ? Numbers.plain(value * 100) + " %" : Numbers.plain(value);
    }

    private String colour(Series line) {
        if (line.place() != null) {
            return "style=\"stroke:hsl(%d 70%% 48%%)\"".formatted(Math.round(215 - 195 * line.place()));
        }
        int part = PARTS.indexOf(line.name());
        int number = line.colour() != null
                ? line.colour()
                : part >= 0 ? COLOUR_OF_PART.get(part) : names().indexOf(line.name());
        return "style=\"stroke:var(--c%d)\"".formatted(Math.floorMod(number, COLOURS));
    }

    private List<String> names() {
        return series.stream().map(Series::name).distinct().toList();
    }

    /// Each name once.
    private Html legend() {
        Map<String, Html> entries = new LinkedHashMap<>();
        for (Series each : series) {
            Html sign = Html.trusted("<svg viewBox=\"0 0 18 8\"><path class=\"line%s\" %s d=\"M1 4L17 4\"/></svg>"
                    .formatted(each.dashed() ? " dashed" : "", colour(each)));
            entries.putIfAbsent(each.name(), Html.tag("li", sign, Html.text(each.name())));
        }
        if (!published.isEmpty()) {
            Html sign = Html.trusted(
                    "<svg viewBox=\"0 0 18 8\"><circle class=\"published\" cx=\"9\" cy=\"4\" r=\"4\"/></svg>");
            entries.put("published", Html.tag("li", sign, Html.text("published")));
        }
        return Html.tag("ul", Attributes.of("class", "legend"), Html.join(new ArrayList<>(entries.values())));
    }
}
