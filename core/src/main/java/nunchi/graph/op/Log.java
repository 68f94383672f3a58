package nunchi.graph.op;

import nunchi.graph.Node;

/// `y = ln x`; NaN for negative `x`, minus infinity for 0.
///
/// Gradient: `x̄ = ȳ / x`.
public record Log() implements Unary {
    @Override
    public double apply(double x) {
        return StrictMath.log(x);
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.dividedBy(x);
    }
}
