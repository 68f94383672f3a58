package nunchi.conformance;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A tensor as ONNX stores it: of `TensorProto` the fields 1 (extents), 2 (type), 4, 5, 7 and 9 (values).
record OnnxTensor(List<Integer> extents, double[] values) {
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT64 = 7;

    static OnnxTensor of(Protobuf message) {
        List<Integer> extents = message.numbers(1).stream().map(Long::intValue).toList();
        int type = message.numbers(2).getFirst().intValue();
        ByteBuffer raw = ByteBuffer.wrap(message.bytes(9)).order(ByteOrder.LITTLE_ENDIAN);
        return new OnnxTensor(extents, raw.hasRemaining() ? raw(raw, type) : listed(message, type));
    }

    private static double[] raw(ByteBuffer raw, int type) {
        return switch (type) {
            case FLOAT ->
                IntStream.range(0, raw.remaining() / 4)
                        .mapToDouble(i -> raw.getFloat(4 * i))
                        .toArray();
            case UINT8 ->
                IntStream.range(0, raw.remaining())
                        .mapToDouble(i -> Byte.toUnsignedInt(raw.get(i)))
                        .toArray();
            case INT64 ->
                IntStream.range(0, raw.remaining() / 8)
                        .mapToDouble(i -> raw.getLong(8 * i))
                        .toArray();
            default -> throw new IllegalArgumentException("tensors of type " + type + " are not read");
        };
    }

    private static double[] listed(Protobuf message, int type) {
        return switch (type) {
            case FLOAT ->
                message.floats(4).stream().mapToDouble(Float::doubleValue).toArray();
            case UINT8 ->
                message.numbers(5).stream().mapToDouble(Long::doubleValue).toArray();
            case INT64 ->
                message.numbers(7).stream().mapToDouble(Long::doubleValue).toArray();
            default -> throw new IllegalArgumentException("tensors of type " + type + " are not read");
        };
    }

    int rank() {
        return extents.size();
    }

    int[] wholeNumbers() {
        return DoubleStream.of(values)
                .mapToLong(value -> (long) value)
                .mapToInt(value ->
                        (int) LongStream.of(value, Integer.MAX_VALUE).min().getAsLong())
                .toArray();
    }

    /// An axis of one place put before axis `position`.
    OnnxTensor unsqueezed(int position) {
        return new OnnxTensor(
                IntStream.rangeClosed(0, rank())
                        .mapToObj(axis -> axis == position ? 1 : extents.get(axis < position ? axis : axis - 1))
                        .toList(),
                values);
    }

    /// Result axis a is axis `order[a]` of this.
    OnnxTensor transposed(int... order) {
        int[] strides = new int[rank()];
        int stride = 1;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= extents.get(axis);
        }
        List<Integer> target = Arrays.stream(order).mapToObj(extents::get).toList();
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) {
            int rest = i;
            int source = 0;
            for (int axis = rank() - 1; axis >= 0; axis--) {
                source += rest % target.get(axis) * strides[order[axis]];
                rest /= target.get(axis);
            }
            moved[i] = values[source];
        }
        return new OnnxTensor(target, moved);
    }
}
