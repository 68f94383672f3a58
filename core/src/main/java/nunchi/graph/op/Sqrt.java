package nunchi.graph.op;

import nunchi.graph.Node;

/// `y = √x`; NaN for negative `x`.
///
/// Gradient: `x̄ = ȳ / (2y)`.
public record Sqrt() implements Unary {
    @Override
    public double apply(double x) {
        return StrictMath.sqrt(x);
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(0.5).dividedBy(y);
    }
}
