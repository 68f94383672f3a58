package nunchi.graph.op;

import nunchi.graph.Node;

/// `y = eˣ`; beyond the range of float32 the result is 0 or infinity.
///
/// Gradient: `x̄ = ȳ · y`.
public record Exp() implements Unary {
    @Override
    public double apply(double x) {
        return StrictMath.exp(x);
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(y);
    }
}
