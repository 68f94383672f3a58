package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;

/// `y = 1` where `a > b`, else 0.
///
/// Gradient: none flows; the function is constant almost everywhere.
public record Greater() implements Binary {
    @Override
    public double apply(double a, double b) {
        return a > b ? 1 : 0;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return Binary.terms(node, null, null);
    }
}
