package nunchi.report.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import nunchi.backend.MatrixView;
import org.jspecify.annotations.Nullable;

/// Rows as points of the plane, to one scale for both axes, in the middle of a square.
///
/// @param axes     their names, or none
/// @param rest     what points of no group are called
/// @param rows     the number of what is known of the rows; null for nothing
/// @param colouring the number of the groups by which they are coloured; null for none
/// @param places   x, y, x, y, … as little-endian unsigned 16-bit numbers in base64: 0 and 65535 are the square's sides
/// @param low      the square's lower left corner
/// @param extent   the square's side
public record PointMap(
        String caption,
        List<String> axes,
        String rest,
        @Nullable Integer rows,
        @Nullable Integer colouring,
        String places,
        Ends low,
        double extent) {
    private static final double MOST = 65535;

    public PointMap {
        axes = List.copyOf(axes);
    }

    /// @param points `[n, 2 or more]`, of which the first two columns are taken
    public static PointMap of(String caption, List<String> axes, String rest, MatrixView points) {
        double[] middle = new double[2];
        double extent = 0;
        for (int axis = 0; axis < 2; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < points.rows(); row++) {
                least = Math.min(least, points.get(row, axis));
                most = Math.max(most, points.get(row, axis));
            }
            middle[axis] = points.rows() == 0 ? 0 : (least + most) / 2;
            extent = Math.max(extent, most - least);
        }
        double side = extent > 0 ? extent : 1;
        ByteBuffer bytes = ByteBuffer.allocate(points.rows() * 2 * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < points.rows(); row++) {
            for (int axis = 0; axis < 2; axis++) {
                bytes.putShort((short) Math.round(MOST * (0.5 + (points.get(row, axis) - middle[axis]) / side)));
            }
        }
        Ends low = new Ends(middle[0] - side / 2, middle[1] - side / 2);
        return new PointMap(
                caption, axes, rest, null, null, Base64.getEncoder().encodeToString(bytes.array()), low, side);
    }

    /// @param known    as `rows`
    /// @param coloured as `colouring`
    public PointMap with(@Nullable Integer known, @Nullable Integer coloured) {
        return new PointMap(caption, axes, rest, known, coloured, places, low, extent);
    }
}
