package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// Zeros around a tensor: `before[a]` of them in front of axis a and `after[a]` behind, so that of its n places come `before[a] + n + after[a]`.
///
/// Gradient: `x̄` is the [Slice] of ȳ that x fills.
public record Pad(List<Integer> before, List<Integer> after) implements Op {
    public Pad {
        before = List.copyOf(before);
        after = List.copyOf(after);
        Check.require(before.stream().allMatch(zeros -> zeros >= 0) && after.stream().allMatch(zeros -> zeros >= 0),
                "padding must be 0 or more, but is %s before and %s after".formatted(before, after));
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape shape = operands.getFirst();
        Check.require(before.size() == shape.rank() && after.size() == shape.rank(),
                "padding %s before and %s after does not fit the axes of %s".formatted(before, after, shape));
        for (int axis = 0; axis < before.size(); axis++) {
            long padded = (long) before.get(axis) + shape.extent(axis) + after.get(axis);
            shape = shape.with(axis, Shape.extent("places on axis %d with their padding".formatted(axis), padded));
        }
        return shape;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of(node.graph().add(new Slice(before, node.input(0).shape()), upstream));
    }

    @Override
    public long operations(Node node) {
        return 0;
    }
}
