package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// A tensor that is fed before each step: a batch of examples, its targets.
public record Input(String label, Shape shape) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        return shape;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of();
    }
}
