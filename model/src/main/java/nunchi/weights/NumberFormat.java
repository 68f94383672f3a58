package nunchi.weights;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/// How a number stands in a file. Read as float32, it is rounded to the nearest where it has more digits.
public enum NumberFormat {
    BOOL(1, "BOOL", "b1"),
    INT8(1, "I8", "i1"),
    UINT8(1, "U8", "u1"),
    INT16(2, "I16", "i2"),
    UINT16(2, "U16", "u2"),
    INT32(4, "I32", "i4"),
    UINT32(4, "U32", "u4"),
    INT64(8, "I64", "i8"),
    UINT64(8, "U64", "u8"),
    FLOAT16(2, "F16", "f2"),
    BFLOAT16(2, "BF16", ""),
    FLOAT32(4, "F32", "f4"),
    FLOAT64(8, "F64", "f8");

    private static final int BUFFER = 1 << 16;

    private final int bytes;
    private final String safetensors;
    private final String numpy;

    NumberFormat(int bytes, String safetensors, String numpy) {
        this.bytes = bytes;
        this.safetensors = safetensors;
        this.numpy = numpy;
    }

    /// In bytes.
    public int size() {
        return bytes;
    }

    /// By the name it has in safetensors: `F32`.
    public static Optional<NumberFormat> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(format -> format.safetensors.equals(name))
                .findFirst();
    }

    /// By NumPy's letter and size: `f4`.
    public static Optional<NumberFormat> ofNumpy(String code) {
        return Arrays.stream(values())
                .filter(format -> !code.isEmpty() && format.numpy.equals(code))
                .findFirst();
    }

    /// Fills the array.
    ///
    /// @throws EOFException when the channel ends before
    public void read(ReadableByteChannel channel, ByteOrder order, float[] into) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(order);
        int done = 0;
        while (done < into.length) {
            int count = Math.min(into.length - done, BUFFER / bytes);
            buffer.clear().limit(count * bytes);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException();
                }
            }
            for (int i = 0; i < count; i++) {
                into[done + i] = at(buffer, i * bytes);
            }
            done += count;
        }
    }

    private float at(ByteBuffer buffer, int offset) {
        return switch (this) {
            case BOOL -> buffer.get(offset) == 0 ? 0 : 1;
            case INT8 -> buffer.get(offset);
            case UINT8 -> Byte.toUnsignedInt(buffer.get(offset));
            case INT16 -> buffer.getShort(offset);
            case UINT16 -> Short.toUnsignedInt(buffer.getShort(offset));
            case INT32 -> buffer.getInt(offset);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(offset));
            case INT64 -> buffer.getLong(offset);
            case UINT64 -> unsigned(buffer.getLong(offset));
            case FLOAT16 -> Float.float16ToFloat(buffer.getShort(offset));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(offset) << Short.SIZE);
            case FLOAT32 -> buffer.getFloat(offset);
            case FLOAT64 -> (float) buffer.getDouble(offset);
        };
    }

    /// Whether there are numbers that float32 rounds.
    public boolean wide() {
        return this == FLOAT64 || this == INT32 || this == UINT32 || this == INT64 || this == UINT64;
    }

    /// A number of a [#wide] format in float64.
    public double at(MemorySegment values, long offset, ByteOrder order) {
        return switch (this) {
            case FLOAT64 -> values.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), offset);
            case INT32 -> values.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset);
            case UINT32 -> Integer.toUnsignedLong(values.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset));
            case INT64 -> values.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset);
            case UINT64 -> unsignedWide(values.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset));
            default -> throw new IllegalStateException(this + " fits into float32");
        };
    }

    /// A number of a [#wide] format with all its digits.
    public BigDecimal exact(MemorySegment values, long offset, ByteOrder order) {
        return switch (this) {
            case INT64 -> BigDecimal.valueOf(values.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset));
            case UINT64 ->
                new BigDecimal(
                        Long.toUnsignedString(values.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset)));
            default -> new BigDecimal(at(values, offset, order));
        };
    }

    private static double unsignedWide(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
    }

    /// Halved so that the sign is free, with the last bit kept for the rounding.
    private static float unsigned(long bits) {
        return bits >= 0 ? bits : 2f * (bits >>> 1 | bits & 1);
    }
}
