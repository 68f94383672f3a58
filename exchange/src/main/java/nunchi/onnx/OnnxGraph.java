package nunchi.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nunchi.protobuf.Message;
import nunchi.tensor.Tensor;

/// A graph of ONNX as it grows, operators of version 17. The numbers of the fields are those of `onnx.proto`.
final class OnnxGraph {
    private static final int FORMAT = 8;
    private static final int OPERATORS = 17;
    private static final int FLOAT = 1;
    private static final int INT32 = 6;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;
    private static final int ATTRIBUTE_STRINGS = 8;
    /// Elements are float32 in every ONNX graph written here; a comparison gives booleans, which are cast.
    static final int ELEMENT = FLOAT;
    /// Of numbers of rows.
    static final int INDEX = INT64;
    /// Of lengths of sequences.
    static final int LENGTH = INT32;

    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;

    private final Message graph = new Message().text(2, "model");
    private final Set<String> names = new HashSet<>();
    private final Set<String> integers = new HashSet<>();

    /// @param shape extents; 0 or less stands for the batch, named `batch`, or a multiple of it, which has no name
    String input(String name, int[] shape) {
        names.add(name);
        graph.message(GRAPH_INPUT, typed(name, shape));
        return name;
    }

    /// @param value what it is, under a name of the graph's own
    void output(String name, String value, int[] shape) {
        names.add(name);
        graph.message(
                GRAPH_NODE,
                new Message().text(1, value).text(2, name).text(3, name).text(4, "Identity"));
        graph.message(GRAPH_OUTPUT, typed(name, shape));
    }

    /// @param place the name of the result, made unique
    /// @return the result's name
    String node(String operator, String place, List<String> operands, Message... attributes) {
        return node(operator, List.of(place), operands, attributes).getFirst();
    }

    /// @param places the names of the results, made unique; empty for one that is left out
    /// @return the results' names
    List<String> node(String operator, List<String> places, List<String> operands, Message... attributes) {
        Message node = new Message();
        operands.forEach(operand -> node.text(1, operand));
        List<String> results = places.stream()
                .map(place -> place.isEmpty() ? "" : unique(place))
                .toList();
        results.forEach(result -> node.text(2, result));
        node.text(3, results.getLast()).text(4, operator);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(GRAPH_NODE, node);
        return results;
    }

    /// @param type one of [#ELEMENT], [#INDEX] and [#LENGTH]
    String cast(String place, String operand, int type) {
        return node("Cast", place, List.of(operand), attribute("to", type));
    }

    /// @return its name
    String tensor(String name, int[] shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        String result = unique(name);
        graph.message(GRAPH_INITIALIZER, tensor(result, shape).number(2, FLOAT).bytes(9, bytes.array()));
        return result;
    }

    String tensor(String name, Tensor tensor) {
        return tensor(name, tensor.shape().toArray(), tensor.values());
    }

    /// A vector of whole numbers; the same numbers are stored once.
    ///
    /// @return its name
    String integers(long... values) {
        String name = Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(",", "int64[", "]"));
        return integers(name, new int[] {values.length}, values);
    }

    /// A whole number, a tensor without axes.
    ///
    /// @return its name
    String whole(long value) {
        return integers("int64 " + value, new int[0], value);
    }

    private String integers(String name, int[] shape, long... values) {
        if (integers.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            graph.message(
                    GRAPH_INITIALIZER, tensor(name, shape).number(2, INT64).bytes(9, bytes.array()));
        }
        return name;
    }

    static Message attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    static Message attribute(String name, int[] values) {
        Message attribute = new Message().text(1, name);
        for (int value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    static Message attribute(String name, String value) {
        return new Message().text(1, name).text(4, value).number(20, ATTRIBUTE_STRING);
    }

    static Message attribute(String name, List<String> values) {
        Message attribute = new Message().text(1, name);
        values.forEach(value -> attribute.text(9, value));
        return attribute.number(20, ATTRIBUTE_STRINGS);
    }

    /// The file.
    Message model(String version, Map<String, String> metadata) {
        Message model = new Message()
                .number(1, FORMAT)
                .text(2, "nunchi")
                .text(3, version)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPERATORS));
        metadata.forEach(
                (key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return model;
    }

    private String unique(String name) {
        String result = name;
        for (int number = 2; !names.add(result); number++) {
            result = name + "_" + number;
        }
        return result;
    }

    private static Message tensor(String name, int[] shape) {
        Message tensor = new Message();
        for (int extent : shape) {
            tensor.number(1, extent);
        }
        return tensor.text(8, name);
    }

    private static Message typed(String name, int[] shape) {
        Message extents = new Message();
        for (int extent : shape) {
            extents.message(
                    1,
                    extent > 0
                            ? new Message().number(1, extent)
                            : extent == -1 ? new Message().text(2, "batch") : new Message());
        }
        return new Message()
                .text(1, name)
                .message(
                        2,
                        new Message().message(1, new Message().number(1, FLOAT).message(2, extents)));
    }
}
