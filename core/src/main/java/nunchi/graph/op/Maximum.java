package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;

/// `y = max(a, b)`; `b` where either is NaN or both are equal.
///
/// Gradient: `ā = ȳ` where `a > b`, else 0; `b̄ = ȳ - ā`.
public record Maximum() implements Binary {
    @Override
    public double apply(double a, double b) {
        return a > b ? a : b;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Node left = upstream.times(node.input(0).greater(node.input(1)));
        return Binary.terms(node, left, upstream.minus(left));
    }
}
