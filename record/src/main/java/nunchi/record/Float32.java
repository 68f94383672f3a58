package nunchi.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Many float32 numbers as one text: their four bytes each, the lowest first, in base64.
public final class Float32 {
    private Float32() {}

    /// As files have them.
    public static String text(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /// None where the text is null, or is no such text.
    public static float[] values(@Nullable String text) {
        try {
            byte[] bytes = text == null ? new byte[0] : Base64.getDecoder().decode(text);
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        } catch (IllegalArgumentException _) {
            return new float[0];
        }
    }
}
