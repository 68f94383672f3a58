package nunchi.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Indices;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Under which names the nodes of a graph stand in the ONNX graph. Images stand with the channels last, as here, or
/// first, as ONNX's windows take them; they are transposed when somebody asks for the other, once, so that between two
/// convolutions nothing is.
final class Values {
    private static final int[] TO_FIRST = {0, 3, 1, 2};
    private static final int[] TO_LAST = {0, 2, 3, 1};
    /// From `[rows, columns, channels, units]` to `[units, channels, rows, columns]`.
    private static final int[] KERNEL = {3, 2, 0, 1};
    private static final int IMAGE_RANK = 4;

    private final OnnxGraph onnx;
    private final Map<String, Tensor> weights;
    private final Map<Node, String> channelsLast = new HashMap<>();
    private final Map<Node, String> channelsFirst = new HashMap<>();

    Values(OnnxGraph onnx, Map<String, Tensor> weights) {
        this.onnx = onnx;
        this.weights = weights;
    }

    /// @param first whether its channels stand first
    void put(Node node, String name, boolean first) {
        (first ? channelsFirst : channelsLast).put(node, name);
    }

    boolean has(Node node) {
        return channelsLast.containsKey(node) || channelsFirst.containsKey(node);
    }

    /// Whether the value is there with its channels first and not otherwise.
    boolean isFirst(Node node) {
        return node.shape().rank() == IMAGE_RANK && channelsFirst.containsKey(node) && !channelsLast.containsKey(node);
    }

    /// The value in the order of axes that it has here.
    String last(Node node) {
        if (!channelsLast.containsKey(node)) {
            channelsLast.put(node, made(node));
        }
        return channelsLast.get(node);
    }

    private String made(Node node) {
        return switch (node.op()) {
            case Weight weight -> onnx.tensor(weight.label(), stored(weight));
            case Constant constant -> onnx.tensor(node.path(), new int[0], new float[] {(float) constant.value()});
            case Indices indices -> onnx.tensor(node.path(), indices(indices.size()));
            default -> transposed(Objects.requireNonNull(channelsFirst.get(node)), node, TO_LAST);
        };
    }

    private static Tensor indices(int size) {
        Tensor numbers = Tensor.zeros(Shape.of(size));
        for (int i = 0; i < size; i++) {
            numbers.values()[i] = i;
        }
        return numbers;
    }

    /// The value as an operand of images with their channels first: what has fewer axes is given those that lack.
    String first(Node node) {
        if (node.shape().rank() == 0) {
            return last(node);
        }
        if (!channelsFirst.containsKey(node)) {
            channelsFirst.put(
                    node, node.shape().rank() < IMAGE_RANK ? widened(node) : transposed(last(node), node, TO_FIRST));
        }
        return channelsFirst.get(node);
    }

    /// A convolution's weight as ONNX has it: `[units, channels / groups, kernel rows, kernel columns]`.
    String kernel(Node node) {
        if (!(node.op() instanceof Weight weight)) {
            return transposed(last(node), node, KERNEL);
        }
        Tensor turned = transpose(stored(weight), KERNEL);
        return onnx.tensor(weight.label(), turned);
    }

    private String transposed(String name, Node node, int[] axes) {
        return onnx.node("Transpose", node.path() + "/transpose", List.of(name), OnnxGraph.attribute("perm", axes));
    }

    private String widened(Node node) {
        Shape shape = node.shape();
        if (shape.rank() > 1) {
            int height = shape.rank() == 2 ? 1 : shape.extent(0);
            return transposed(reshaped(node, 1, height, shape.extent(-2), shape.last()), node, TO_FIRST);
        }
        if (node.op() instanceof Weight weight) {
            return onnx.tensor(
                    weight.label(),
                    new int[] {shape.last(), 1, 1},
                    stored(weight).values());
        }
        return reshaped(node, shape.last(), 1, 1);
    }

    private String reshaped(Node node, long... extents) {
        return onnx.node("Reshape", node.path() + "/reshape", List.of(last(node), onnx.integers(extents)));
    }

    /// What the model has under the weight's name.
    Tensor stored(Weight weight) {
        Tensor tensor = weights.get(weight.label());
        if (tensor == null || !tensor.shape().equals(weight.shape())) {
            throw new InvalidRequestException(
                    "the weights lack %s of shape %s".formatted(weight.label(), weight.shape()));
        }
        return tensor;
    }

    /// @param axes four: which axis comes where
    private static Tensor transpose(Tensor tensor, int[] axes) {
        int[] extents = tensor.shape().toArray();
        int[] strides = {extents[1] * extents[2] * extents[3], extents[2] * extents[3], extents[3], 1};
        Tensor turned = Tensor.zeros(Shape.of(extents[axes[0]], extents[axes[1]], extents[axes[2]], extents[axes[3]]));
        int to = 0;
        for (int a = 0; a < extents[axes[0]]; a++) {
            for (int b = 0; b < extents[axes[1]]; b++) {
                for (int c = 0; c < extents[axes[2]]; c++) {
                    for (int d = 0; d < extents[axes[3]]; d++) {
                        turned.values()[to++] = tensor.values()[
                                a * strides[axes[0]]
                                        + b * strides[axes[1]]
                                        + c * strides[axes[2]]
                                        + d * strides[axes[3]]];
                    }
                }
            }
        }
        return turned;
    }
}
