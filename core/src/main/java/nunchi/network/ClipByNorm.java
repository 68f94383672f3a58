package nunchi.network;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// Gradients are shortened to a Euclidean norm of at most `limit`: `g ← g · min(1, limit / (‖g‖ + 10⁻¹²))`.
///
/// @param limit  maximum norm
/// @param global whether ‖g‖ is the norm of all gradients together (PyTorch's `clip_grad_norm_`, Keras'
///     `global_clipnorm`) or of each weight's own (Keras' `clipnorm`) (default: true)
public record ClipByNorm(double limit, boolean global) implements Clip {
    private static final double TINY = 1e-12;

    public ClipByNorm {
        Check.positive("limit", limit);
    }

    public ClipByNorm(double limit) {
        this(limit, true);
    }

    @Override
    public List<Node> apply(List<Node> gradients) {
        if (!global) {
            return gradients.stream()
                    .map(gradient -> shorten(gradient, sumOfSquares(gradient)))
                    .toList();
        }
        Node total = gradients.stream()
                .map(ClipByNorm::sumOfSquares)
                .reduce(Node::plus)
                .orElseThrow();
        return gradients.stream().map(gradient -> shorten(gradient, total)).toList();
    }

    private static Node sumOfSquares(Node gradient) {
        int[] axes = IntStream.range(0, gradient.shape().rank()).toArray();
        return gradient.square().sum(axes).reshape(Shape.SCALAR);
    }

    private Node shorten(Node gradient, Node sumOfSquares) {
        Node one = gradient.graph().constant(1);
        Node factor =
                gradient.graph().constant(limit).dividedBy(sumOfSquares.sqrt().plus(TINY));
        return gradient.times(factor.minimum(one));
    }
}
