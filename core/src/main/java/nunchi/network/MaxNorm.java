package nunchi.network;

import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.graph.Node;

/// The weights that lead into one unit have a Euclidean norm of at most `limit`:
/// `w ← w · min(1, limit / (‖w‖ + 1e-7))`, the norm being over all axes but the last. Srivastava et al., *Dropout*,
/// JMLR 2014; Keras' `max_norm`.
///
/// @param limit maximum norm
public record MaxNorm(double limit) implements Constraint {
    private static final double TINY = 1e-7;

    public MaxNorm {
        Check.positive("limit", limit);
    }

    @Override
    public Node apply(Node kernel) {
        int[] axes = IntStream.range(0, kernel.shape().rank() - 1).toArray();
        Node norm = kernel.square().sum(axes).sqrt().plus(TINY);
        Node factor = kernel.graph()
                .constant(limit)
                .dividedBy(norm)
                .minimum(kernel.graph().constant(1));
        return kernel.times(factor);
    }
}
