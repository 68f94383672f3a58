package nunchi.onnx;

import java.util.Arrays;
import nunchi.graph.Node;
import nunchi.graph.op.Binary.Add;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Movement.Reshape;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Source.Constant;
import nunchi.graph.op.Source.Weight;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// What the inputs `x̂ = x·W + b` of a recurrence are made of, since ONNX's operators compute this sum themselves.
///
/// @param x      the sequences, `[batch, steps, features]`
/// @param weight W, `[features, gates · units]`
/// @param label  of W
/// @param bias   b, `[gates · units]`
record RecurrentInputs(Node x, Tensor weight, String label, float[] bias) {

    /// Of any other inputs the weight is the identity.
    ///
    /// @param inputs the node x̂
    static RecurrentInputs of(Node inputs, Values values) {
        Node sum = inputs.op() instanceof Reshape ? inputs.input(0) : inputs;
        float[] added = sum.op() instanceof Add ? folded(sum.input(1), values) : null;
        Node product = added == null ? sum : sum.input(0);
        int width = inputs.shape().last();
        if (product.op() instanceof MatMul(boolean left, boolean right)
                && !left
                && !right
                && product.input(1).op() instanceof Weight weight) {
            Node x = sequences(
                    product.input(0), inputs.shape().withLast(weight.shape().extent(0)));
            if (x != null) {
                float[] bias = added == null ? new float[width] : added;
                return new RecurrentInputs(x, values.stored(weight), weight.label(), bias);
            }
        }
        return new RecurrentInputs(inputs, identity(width), inputs.path() + "/identity", new float[width]);
    }

    private static @Nullable Node sequences(Node factor, Shape shape) {
        if (factor.shape().equals(shape)) {
            return factor;
        }
        boolean flattened =
                factor.op() instanceof Reshape && factor.input(0).shape().equals(shape);
        return flattened ? factor.input(0) : null;
    }

    private static Tensor identity(int width) {
        Tensor identity = Tensor.zeros(Shape.of(width, width));
        for (int i = 0; i < width; i++) {
            identity.values()[i * width + i] = 1;
        }
        return identity;
    }

    /// The values of a bias that is stored, a row of one that is stored, the sum of such, or one number everywhere;
    /// null for any other.
    static float @Nullable [] folded(Node node, Values values) {
        return switch (node.op()) {
            case Weight weight -> values.stored(weight).values();
            case Reshape _ -> folded(node.input(0), values);
            case BroadcastTo _ -> repeated(node);
            case Slice slice -> row(node, slice, values);
            case Add _ -> sum(folded(node.input(0), values), folded(node.input(1), values));
            default -> null;
        };
    }

    private static float @Nullable [] repeated(Node node) {
        if (!(node.input(0).op() instanceof Constant constant)) {
            return null;
        }
        float[] numbers = new float[node.shape().size()];
        Arrays.fill(numbers, (float) constant.value());
        return numbers;
    }

    private static float @Nullable [] row(Node node, Slice slice, Values values) {
        Shape whole = node.input(0).shape();
        float[] numbers = folded(node.input(0), values);
        if (numbers == null || whole.rank() != 2 || !node.shape().equals(Shape.of(1, whole.last()))) {
            return null;
        }
        int start = slice.start().getFirst() * whole.last();
        return Arrays.copyOfRange(numbers, start, start + whole.last());
    }

    private static float @Nullable [] sum(float @Nullable [] left, float @Nullable [] right) {
        if (left == null || right == null || left.length != right.length) {
            return null;
        }
        float[] sum = new float[left.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = left[i] + right[i];
        }
        return sum;
    }
}
