package nunchi.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// Places in the plane as a page carries them: x, y, x, y, … as little-endian unsigned 16-bit numbers in base64, to one scale for both axes, in the
/// middle of a square.
final class Places {
    private static final double MOST = 65535;

    private Places() {}

    static String encode(JsonNode places) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < places.size(); i++) {
            low[i % 2] = Math.min(low[i % 2], places.get(i).asDouble(0));
            high[i % 2] = Math.max(high[i % 2], places.get(i).asDouble(0));
        }
        double extent = Math.max(high[0] - low[0], high[1] - low[1]);
        ByteBuffer bytes = ByteBuffer.allocate(places.size() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < places.size(); i++) {
            double fromMiddle = places.get(i).asDouble(0) - (low[i % 2] + high[i % 2]) / 2;
            bytes.putShort((short) Math.round(MOST * (0.5 + (extent > 0 ? fromMiddle / extent : 0))));
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
