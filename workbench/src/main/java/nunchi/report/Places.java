package nunchi.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import nunchi.backend.MatrixView;
import tools.jackson.databind.node.ObjectNode;

/// Places in the plane as a page carries them: x, y, x, y, … as little-endian unsigned 16-bit numbers in base64, to one scale for both axes, in the
/// middle of a square.
final class Places {
    private static final double MOST = 65535;

    private Places() {}

    /// Adds `places`, the `low` corner of the square, and its `extent`.
    ///
    /// @param points `[n, 2 or more]`, of which the first two columns are taken
    static void add(ObjectNode map, MatrixView points) {
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
        map.put("places", Base64.getEncoder().encodeToString(bytes.array())).put("extent", side);
        map.putArray("low").add(middle[0] - side / 2).add(middle[1] - side / 2);
    }
}
