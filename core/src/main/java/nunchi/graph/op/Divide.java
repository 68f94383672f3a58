package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;

/// `y = a / b`.
///
/// Gradient: `ā = ȳ / b`, `b̄ = -ȳ · y / b`.
public record Divide() implements Binary {
    @Override
    public double apply(double a, double b) {
        return a / b;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Node quotient = upstream.dividedBy(node.input(1));
        return Binary.terms(node, quotient, quotient.times(node).negate());
    }
}
