package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;

/// `y = a · b`.
///
/// Gradient: `ā = ȳ · b`, `b̄ = ȳ · a`.
public record Multiply() implements Binary {
    @Override
    public double apply(double a, double b) {
        return a * b;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return Binary.terms(node, upstream.times(node.input(1)), upstream.times(node.input(0)));
    }
}
