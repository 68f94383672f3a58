package nunchi.benchmark.peer;

import java.util.Arrays;
import nunchi.benchmark.Model;
import nunchi.benchmark.Part;
import nunchi.random.RandomKey;

/// Writes a model as an ONNX file (version 8, operators 17) with random weights; dropout, which does nothing in
/// inference, is left out.
///
/// The numbers of the fields are those of `onnx.proto`.
final class OnnxModel {
    static final String INPUT = "examples";

    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message graph = new Message();
    private String value = INPUT;
    private int count;

    private OnnxModel() {}

    static byte[] bytes(Model model, int batch) {
        OnnxModel written = new OnnxModel();
        model.parts().forEach(written::write);
        written.graph
                .text(2, "model")
                .message(11, typed(INPUT, model.channelsFirst(batch)))
                .message(12, typed(written.value, batch, model.classes()));
        Message operators = new Message().text(1, "").number(2, 17);
        return new Message()
                .number(1, 8)
                .message(7, written.graph)
                .message(8, operators)
                .toBytes();
    }

    /// Standard normal numbers, times a scale.
    static float[] normal(int size, double scale) {
        RandomKey key = RandomKey.of(1).with("values");
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (scale * key.normal(i));
        }
        return values;
    }

    private void write(Part part) {
        switch (part) {
            case Part.Convolution c ->
                node(
                        "Conv",
                        new String[] {weight(c.outputs(), c.inputs(), c.kernel(), c.kernel()), zeros(c.outputs())},
                        integers("kernel_shape", c.kernel(), c.kernel()),
                        integers("pads", c.padding(), c.padding(), c.padding(), c.padding()));
            case Part.Dense dense ->
                node(
                        "Gemm",
                        new String[] {weight(dense.outputs(), dense.inputs()), zeros(dense.outputs())},
                        integer("transB", 1));
            case Part.Relu _ -> node("Relu", new String[0]);
            case Part.Sigmoid _ -> node("Sigmoid", new String[0]);
            case Part.BatchNorm norm ->
                node(
                        "BatchNormalization",
                        new String[] {
                            ones(norm.features()), zeros(norm.features()), zeros(norm.features()), ones(norm.features())
                        },
                        real("epsilon", 1e-3f));
            case Part.MaxPool _ ->
                node("MaxPool", new String[0], integers("kernel_shape", 2, 2), integers("strides", 2, 2));
            case Part.Flatten _ -> node("Flatten", new String[0]);
            case Part.Dropout _ -> {}
            default -> throw new IllegalArgumentException(part.toString());
        }
    }

    private void node(String operator, String[] weights, Message... attributes) {
        Message node = new Message().text(1, value);
        for (String weight : weights) {
            node.text(1, weight);
        }
        value = "value" + count++;
        node.text(2, value).text(4, operator);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    /// He's normal initialization, so that values keep their size from layer to layer.
    private String weight(long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return tensor(normal(size, Math.sqrt(2.0 * shape[0] / size)), shape);
    }

    private String zeros(int size) {
        return tensor(new float[size], size);
    }

    private String ones(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 1);
        return tensor(values, size);
    }

    private String tensor(float[] values, long... shape) {
        String name = "weight" + count++;
        Message tensor = new Message();
        for (long extent : shape) {
            tensor.number(1, extent);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, Message.floats(values)));
        return name;
    }

    private static Message integers(String name, long... values) {
        Message attribute = new Message().text(1, name);
        for (long each : values) {
            attribute.number(8, each);
        }
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    private static Message integer(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    private static Message real(String name, float value) {
        return new Message().text(1, name).real(2, value).number(20, ATTRIBUTE_FLOAT);
    }

    private static Message typed(String name, long... shape) {
        Message extents = new Message();
        for (long extent : shape) {
            extents.message(1, new Message().number(1, extent));
        }
        return new Message()
                .text(1, name)
                .message(
                        2,
                        new Message().message(1, new Message().number(1, FLOAT).message(2, extents)));
    }
}
