package nunchi.report.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a chart.
///
/// @param name   in the legend, where lines of one name stand together
/// @param label  where it is pointed at; null for its name
/// @param colour its number in the palette; null where the line's name or place says it
/// @param place  among ranked lines, 0 for the first or worst to 1 for the last or best; null for none
/// @param ends   of the interval at each point; null for none
public record Series(
        String name,
        @Nullable String label,
        @Nullable Integer colour,
        @Nullable Double place,
        boolean dashed,
        List<Point> points,
        @Nullable List<Ends> ends) {
    public Series {
        points = List.copyOf(points);
        ends = ends == null ? null : List.copyOf(ends);
    }

    public Series(String name, List<Point> points) {
        this(name, null, null, null, false, points, null);
    }

    public Series withName(String legend, String label) {
        return new Series(legend, label, colour, place, dashed, points, ends);
    }

    public Series withColour(int number) {
        return new Series(name, label, number, place, dashed, points, ends);
    }

    public Series withPlace(double rank) {
        return new Series(name, label, colour, rank, dashed, points, ends);
    }

    public Series withDashes(boolean isDashed) {
        return new Series(name, label, colour, place, isDashed, points, ends);
    }

    public Series withEnds(List<Ends> intervals) {
        return new Series(name, label, colour, place, dashed, points, intervals);
    }
}
