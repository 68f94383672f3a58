package nunchi.graph.op;

import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// A box of the shape `extents` cut out of a tensor with as many axes: of axis a, `extents[a]` places from `start[a]` on.
///
/// Gradient: `x̄` is ȳ with zeros around it, by [Pad].
public record Slice(List<Integer> start, Shape extents) implements Op {
    public Slice {
        start = List.copyOf(start);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape whole = operands.getFirst();
        boolean fits = whole.rank() == extents.rank() && start.size() == whole.rank();
        for (int axis = 0; fits && axis < whole.rank(); axis++) {
            fits = start.get(axis) >= 0 && (long) start.get(axis) + extents.extent(axis) <= whole.extent(axis);
        }
        Check.require(fits, "a slice %s from %s on does not lie within %s".formatted(extents, start, whole));
        return extents;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        Shape whole = node.input(0).shape();
        List<Integer> after = new ArrayList<>();
        for (int axis = 0; axis < whole.rank(); axis++) {
            after.add(whole.extent(axis) - start.get(axis) - extents.extent(axis));
        }
        return List.of(node.graph().add(new Pad(start, after), upstream));
    }

    @Override
    public long operations(Node node) {
        return 0;
    }
}
