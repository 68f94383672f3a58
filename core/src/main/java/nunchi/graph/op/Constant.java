package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// One number, known when the graph is written: a tensor of shape `[]`.
public record Constant(double value) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        return Shape.SCALAR;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of();
    }
}
