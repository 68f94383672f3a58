package nunchi.protobuf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message of Protocol Buffers' wire format as it is written: fields by their numbers, in the order of the calls.
///
/// Byte arrays are kept and not copied until the whole is written.
public final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    /// A whole number of any of the integer types; negative ones take ten bytes.
    public Message number(int field, long value) {
        return varint(key(field, VARINT)).varint(value);
    }

    public Message float32(int field, float value) {
        return varint(key(field, FIXED32))
                .piece(little(Float.BYTES).putFloat(value).array());
    }

    public Message float64(int field, double value) {
        return varint(key(field, FIXED64))
                .piece(little(Double.BYTES).putDouble(value).array());
    }

    /// Repeated float64 numbers, packed into one field.
    public Message float64(int field, double[] values) {
        ByteBuffer packed = little(Math.multiplyExact(Double.BYTES, values.length));
        packed.asDoubleBuffer().put(values);
        return bytes(field, packed.array());
    }

    public Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public Message bytes(int field, byte[] value) {
        return varint(key(field, DELIMITED)).varint(value.length).piece(value);
    }

    public Message message(int field, Message value) {
        varint(key(field, DELIMITED)).varint(value.size);
        value.pieces.forEach(this::piece);
        return this;
    }

    /// In bytes.
    public long size() {
        return size;
    }

    public void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }

    /// @throws ArithmeticException when an array cannot hold it
    public byte[] toBytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(size));
        pieces.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static long key(int field, int type) {
        return (long) field << 3 | type;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Message varint(long value) {
        int length = Math.max(1, Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(value), 7));
        byte[] encoded = new byte[length];
        for (int i = 0; i < length; i++) {
            encoded[i] = (byte) (value >>> 7 * i & 0x7F | (i < length - 1 ? 0x80 : 0));
        }
        return piece(encoded);
    }

    private Message piece(byte[] bytes) {
        pieces.add(bytes);
        size += bytes.length;
        return this;
    }
}
