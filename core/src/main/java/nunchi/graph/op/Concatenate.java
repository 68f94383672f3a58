package nunchi.graph.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// Tensors one behind the other along an axis; all other extents are equal: along axis 1, `[100, 3]` and `[100, 5]` give `[100, 8]`.
///
/// Gradient: each operand takes its [Slice] of ȳ.
///
/// @param axis counted from the first, 0
public record Concatenate(int axis) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Check.require(!operands.isEmpty(), "a concatenation needs at least one operand");
        Shape first = operands.getFirst();
        Check.require(axis >= 0 && axis < first.rank(), "axis %d is not one of %s".formatted(axis, first));
        long extent = 0;
        for (Shape operand : operands) {
            boolean fits = operand.rank() == first.rank() && operand.with(axis, 1).equals(first.with(axis, 1));
            Check.require(fits, "%s and %s cannot be concatenated along axis %d: all other extents must be equal".formatted(first, operand, axis));
            extent += operand.extent(axis);
        }
        return first.with(axis, Shape.extent("places on axis %d".formatted(axis), extent));
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        List<Node> terms = new ArrayList<>();
        List<Integer> start = new ArrayList<>(Collections.nCopies(node.shape().rank(), 0));
        for (Node operand : node.inputs()) {
            terms.add(node.graph().add(new Slice(start, operand.shape()), upstream));
            start.set(axis, start.get(axis) + operand.shape().extent(axis));
        }
        return terms;
    }

    @Override
    public long operations(Node node) {
        return 0;
    }
}
