package nunchi.graph.op;

import nunchi.graph.Node;

/// `y = -x`.
///
/// Gradient: `x̄ = -ȳ`.
public record Negate() implements Unary {
    @Override
    public double apply(double x) {
        return -x;
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.negate();
    }
}
