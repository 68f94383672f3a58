package nunchi.activation;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Unary.Exp;

/// `y = x` where `x > 0`, else `alpha · (eˣ - 1)`; the slope at 0 is alpha, the range (-alpha, ∞). Clevert,
/// Unterthiner, Hochreiter, ICLR 2016.
///
/// @param alpha factor below 0 (default: 1)
public record Elu(double alpha) implements Activation {
    public Elu {
        Check.positive("alpha", alpha);
    }

    public Elu() {
        this(1);
    }

    @Override
    public Node apply(Node x) {
        Node zero = x.graph().constant(0);
        Node below = x.graph().add(new Exp(), zero.minimum(x)).plus(-1).times(alpha);
        return new Relu().apply(x).plus(below);
    }
}
