package nunchi.graph.op;

import nunchi.graph.Node;

/// The rectifier `y = max(x, 0)`; NaN stays NaN.
///
/// Gradient: `x̄ = ȳ` where `y > 0`, else 0; at `x = 0` it is 0.
public record Relu() implements Unary {
    @Override
    public double apply(double x) {
        return x < 0 ? 0 : x;
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(y.greater(x.graph().constant(0)));
    }
}
