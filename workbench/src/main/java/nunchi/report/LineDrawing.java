package nunchi.report;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lines over one number.
///
/// @param title the caption
/// @param x     what the number is
/// @param y     what the lines tell of; empty where their names say it
/// @param lines at least one
/// @param mark  a value that is marked; null for none
public record LineDrawing(String title, String x, String y, List<Line> lines, Mark mark) {
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
        return new LineDrawing(title, "points, by their distance", "", List.of(new Line("distance", points)), new Mark(epsilon, "epsilon", true));
    }

    Html html(Chapter chapter) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode().put("x", x).put("y", y);
        if (mark != null) {
            chart.putObject("mark").put("at", mark.at).put("name", mark.name).put("level", mark.level);
        }
        ArrayNode series = chart.putArray("series");
        for (Line line : lines) {
            ArrayNode points = series.addObject().put("name", line.name).put("group", series.size() - 1).put("dashed", series.size() == 2).putArray("points");
            for (double[] point : line.points) {
                ArrayNode both = points.addArray().add(point[0]);
                both.add(Double.isFinite(point[1]) ? JsonNodeFactory.instance.numberNode(point[1]) : JsonNodeFactory.instance.nullNode());
            }
        }
        return new Chart("lines", title, "%s; %s over %s.".formatted(title, String.join(", ", lines.stream().map(Line::name).toList()), x), chart).html(chapter);
    }
}
