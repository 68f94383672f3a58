package nunchi.graph.op;

import nunchi.graph.Node;

/// `y = ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|)`, stable for any `x`.
///
/// Gradient: `x̄ = ȳ · sigmoid(x)`.
public record Softplus() implements Unary {
    @Override
    public double apply(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(x.graph().add(new Sigmoid(), x));
    }
}
