package nunchi.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One message of Protocol Buffers' wire format: per field number its values as they come, a `Long` for a varint, an
/// `Integer` or `Long` of bits for a fixed number, bytes for everything of a length.
record Protobuf(Map<Integer, List<Object>> fields) {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    static Protobuf of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<Object>> fields = new HashMap<>();
        while (buffer.hasRemaining()) {
            long key = varint(buffer);
            fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>())
                    .add(value(buffer, (int) (key & 7)));
        }
        return new Protobuf(fields);
    }

    private static Object value(ByteBuffer buffer, int type) {
        return switch (type) {
            case VARINT -> varint(buffer);
            case FIXED64 -> buffer.getLong();
            case FIXED32 -> buffer.getInt();
            case DELIMITED -> {
                byte[] content = new byte[(int) varint(buffer)];
                buffer.get(content);
                yield content;
            }
            default -> throw new IllegalArgumentException("wire type " + type + " is not known");
        };
    }

    private static long varint(ByteBuffer buffer) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private Stream<Object> values(int field) {
        return fields.getOrDefault(field, List.of()).stream();
    }

    List<Protobuf> messages(int field) {
        return values(field).map(value -> of((byte[]) value)).toList();
    }

    List<String> texts(int field) {
        return values(field)
                .map(value -> new String((byte[]) value, StandardCharsets.UTF_8))
                .toList();
    }

    byte[] bytes(int field) {
        return (byte[]) values(field).findFirst().orElse(new byte[0]);
    }

    /// Repeated whole numbers, one by one or packed.
    List<Long> numbers(int field) {
        List<Long> numbers = new ArrayList<>();
        values(field).forEach(value -> {
            if (value instanceof Long number) {
                numbers.add(number);
            } else {
                ByteBuffer packed = ByteBuffer.wrap((byte[]) value);
                while (packed.hasRemaining()) {
                    numbers.add(varint(packed));
                }
            }
        });
        return numbers;
    }

    /// Repeated float32 numbers, one by one or packed.
    List<Float> floats(int field) {
        List<Float> numbers = new ArrayList<>();
        values(field).forEach(value -> {
            if (value instanceof Integer bits) {
                numbers.add(Float.intBitsToFloat(bits));
            } else {
                ByteBuffer packed = ByteBuffer.wrap((byte[]) value).order(ByteOrder.LITTLE_ENDIAN);
                while (packed.hasRemaining()) {
                    numbers.add(packed.getFloat());
                }
            }
        });
        return numbers;
    }
}
