package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// Probabilities along the last axis: `yᵢ = e^(xᵢ - max x) / Σⱼ e^(xⱼ - max x)`, stable for any finite `x`; `[…, classes]` in and out.
/// Probabilities below 2⁻⁶³ are 0, see [FlushToZero].
///
/// Gradient: `x̄ = y · (ȳ - Σⱼ ȳⱼ yⱼ)`.
public record Softmax() implements Op {
    private static final long OPERATIONS_PER_VALUE = 5;

    @Override
    public Shape shape(List<Shape> operands) {
        return operands.getFirst();
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Node inner = upstream.times(node).sum(node.shape().rank() - 1);
        return List.of(node.times(upstream.minus(inner)));
    }

    @Override
    public long operations(Node node) {
        return OPERATIONS_PER_VALUE * node.shape().size();
    }
}
