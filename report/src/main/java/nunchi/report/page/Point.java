package nunchi.report.page;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/// A point of a line.
///
/// @param y null for a gap, as is what is not finite
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Point(double x, @Nullable Double y) {
    public Point {
        y = y == null || !Double.isFinite(y) ? null : y;
    }
}
