package nunchi.graph.op;

import nunchi.graph.Node;

/// `y = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`.
///
/// Gradient: `x̄ = ȳ · (1 - y²)`.
public record Tanh() implements Unary {
    @Override
    public double apply(double x) {
        return StrictMath.tanh(x);
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(x.graph().constant(1).minus(y.square()));
    }
}
