package nunchi.benchmark.peer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message in the wire format of Protocol Buffers, written field by field: key `number << 3 | type`, numbers in
/// groups of 7 bits, anything longer with its length before it.
final class Message {
    private static final int NUMBER = 0;
    private static final int BYTES = 2;
    private static final int FLOAT = 5;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Message number(int field, long value) {
        varint((long) field << 3 | NUMBER);
        varint(value);
        return this;
    }

    Message real(int field, float value) {
        varint((long) field << 3 | FLOAT);
        written.writeBytes(floats(value));
        return this;
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    Message bytes(int field, byte[] value) {
        varint((long) field << 3 | BYTES);
        varint(value.length);
        written.writeBytes(value);
        return this;
    }

    byte[] toBytes() {
        return written.toByteArray();
    }

    /// Little-endian, as tensors have them.
    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            written.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        written.write((int) rest);
    }
}
