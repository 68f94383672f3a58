package nunchi.graph.op;

import java.util.List;
import java.util.TreeSet;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The sum over some axes; each is kept with extent 1: over axis 0, `[100, 10]` gives `[1, 10]`.
///
/// Gradient: `x̄ = ȳ`, stretched over the summed axes.
///
/// @param axes neighbours, ascending; [nunchi.graph.Node#sum] makes several sums of any others
public record Sum(List<Integer> axes) implements Op {
    public Sum {
        Check.require(!axes.isEmpty(), "a sum needs at least one axis");
        axes = List.copyOf(new TreeSet<>(axes));
        Check.require(
                axes.getLast() - axes.getFirst() == axes.size() - 1,
                "axes %s of one sum must be neighbours".formatted(axes));
    }

    @Override
    public Shape shape(List<Shape> operands) {
        Shape shape = operands.getFirst();
        for (int axis : axes) {
            Check.require(axis >= 0 && axis < shape.rank(), "axis %d is not one of x %s".formatted(axis, shape));
            shape = shape.with(axis, 1);
        }
        return shape;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of(upstream.broadcastTo(node.input(0).shape()));
    }

    @Override
    public long operations(Node node) {
        return node.input(0).shape().size();
    }
}
