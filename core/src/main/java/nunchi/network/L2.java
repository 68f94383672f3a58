package nunchi.network;

import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// A penalty on the sum of squares of every kernel (biases are left alone), in one of three conventions:
///
/// | convention | penalty | adds to the gradient |
/// |---|---|---|
/// | `keras` | `λ · Σw²` | `2λ·w` |
/// | `pytorch` (its `weight_decay`; applied there to biases too) | `λ/2 · Σw²` | `λ·w` |
/// | `scikit` (its `alpha`) | `λ/(2n) · Σw²`, n the batch | `λ/n · w` |
///
/// @param factor     factor λ
/// @param convention whose formula is used: Keras', PyTorch's or scikit-learn's (default: keras)
public record L2(double factor, Convention convention) implements Penalty {
    /// Whose formula.
    public enum Convention {
        KERAS,
        PYTORCH,
        SCIKIT
    }

    public L2 {
        Check.given("convention", convention);
        Check.notNegative("factor", factor);
    }

    public L2(double factor) {
        this(factor, Convention.KERAS);
    }

    @Override
    public Node of(Node kernel, int batch) {
        double scale = switch (convention) {
            case KERAS -> factor;
            case PYTORCH -> factor / 2;
            case SCIKIT -> factor / (2.0 * batch);
        };
        int[] axes = IntStream.range(0, kernel.shape().rank()).toArray();
        return kernel.square().sum(axes).reshape(Shape.SCALAR).times(scale);
    }
}
