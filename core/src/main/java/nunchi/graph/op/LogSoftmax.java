package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// Logarithms of probabilities along the last axis: `yᵢ = xᵢ - max x - ln Σⱼ e^(xⱼ - max x)`; exact near 0, where the
/// logarithm of [Softmax] is not.
///
/// Gradient: `x̄ = ȳ - e^y · Σⱼ ȳⱼ`.
public record LogSoftmax() implements Op {
    private static final long OPERATIONS_PER_VALUE = 5;

    @Override
    public Shape shape(List<Shape> operands) {
        return operands.getFirst();
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Node probabilities = node.graph().add(new Softmax(), node.input(0));
        return List.of(upstream.minus(probabilities.times(upstream.sum(node.shape().rank() - 1))));
    }

    @Override
    public long operations(Node node) {
        return OPERATIONS_PER_VALUE * node.shape().size();
    }
}
