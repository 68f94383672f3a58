package nunchi.onnx;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Lookup.Gather;

/// What numbers of classes and of tokens become.
final class Lookups {
    private final OnnxGraph onnx;
    private final Values values;

    Lookups(OnnxGraph onnx, Values values) {
        this.onnx = onnx;
        this.values = values;
    }

    /// [Gather], whose numbers ONNX wants as integers. A number that names no row is an error there, or counts from
    /// the end where it is below 0.
    void gather(Node node) {
        String ids = onnx.cast(node.path() + "/cast", values.last(node.input(1)), OnnxGraph.INDEX);
        values.put(node, onnx.node("Gather", node.path(), List.of(values.last(node.input(0)), ids)), false);
    }

    void oneHot(Node node, OneHot oneHot) {
        float[] numbers = new float[oneHot.classes()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        String classes = onnx.tensor(node.path() + "/classes", new int[] {numbers.length}, numbers);
        String apart = onnx.node(
                "Unsqueeze", node.path() + "/unsqueeze", List.of(values.last(node.input(0)), onnx.integers(-1)));
        String equal = onnx.node("Equal", node.path(), List.of(apart, classes));
        values.put(node, onnx.cast(node.path() + "/cast", equal, OnnxGraph.ELEMENT), false);
    }
}
