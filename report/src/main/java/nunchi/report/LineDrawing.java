package nunchi.report;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.report.page.Chart;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import org.jspecify.annotations.Nullable;

/// Lines over one number.
///
/// @param title the caption
/// @param x     what the number is
/// @param y     what the lines tell of; empty where their names say it
/// @param lines at least one
/// @param mark  a value that is marked; null for none
public record LineDrawing(
        String title,
        String x,
        String y,
        List<Line> lines,
        @Nullable Mark mark) {
    public LineDrawing {
        lines = List.copyOf(lines);
    }

    /// @param name   of the line
    /// @param points each `[x, y]`; values of y that are not finite leave a gap
    public record Line(String name, List<double[]> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// @param name  short, written at the mark
    /// @param level whether it is a value of the lines, not of the number
    public record Mark(double at, String name, boolean level) {}

    /// The curve from which the distance of DBSCAN is chosen.
    ///
    /// @param points  each `[rank, distance]`, rising
    /// @param epsilon the distance that was taken
    public static LineDrawing distances(String title, List<double[]> points, double epsilon) {
        return new LineDrawing(
                title,
                "points, by their distance",
                "",
                List.of(new Line("distance", points)),
                new Mark(epsilon, "epsilon", true));
    }

    /// The lines as HTML for a notebook, [nunchi.train.ResultView].
    public String toHtml() {
        return Fragment.of("", html(Chapter.still()));
    }

    Html html(Chapter chapter) {
        List<Series> series = IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    List<Point> points = lines.get(i).points.stream()
                            .map(point -> new Point(point[0], point[1]))
                            .toList();
                    return new Series(lines.get(i).name, points).withColour(i).withDashes(i == 1);
                })
                .toList();
        Chart.Mark marked = mark == null ? null : new Chart.Mark(mark.at, mark.name, mark.level);
        String instead = "%s; %s over %s."
                .formatted(
                        title, String.join(", ", lines.stream().map(Line::name).toList()), x);
        return chapter.chart(new Chart.Lines(title, x, y, null, false, null, series, marked), instead);
    }
}
