package nunchi.graph.op;

import nunchi.graph.Node;
import nunchi.tensor.FlushToZero;

/// The logistic function `y = 1 / (1 + e⁻ˣ)`, stable for any `x`: exactly 0 and 1 far out.
/// Values below 2⁻⁶³ are 0, see [FlushToZero].
///
/// Gradient: `x̄ = ȳ · y · (1 - y)`.
public record Sigmoid() implements Unary {
    @Override
    public double apply(double x) {
        return FlushToZero.probability(1 / (1 + StrictMath.exp(-x)));
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(y).times(x.graph().constant(1).minus(y));
    }
}
