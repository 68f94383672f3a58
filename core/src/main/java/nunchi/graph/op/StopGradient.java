package nunchi.graph.op;

import java.util.Collections;
import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// `y = x`, of the same shape, through which no gradient flows.
public record StopGradient() implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        return operands.getFirst();
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return Collections.singletonList(null);
    }

    @Override
    public long operations(Node node) {
        return 0;
    }
}
