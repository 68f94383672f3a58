package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The operand stretched to a larger shape, as NumPy does: missing axes and extents of 1 are repeated: `[10]` to `[100, 10]`.
///
/// Gradient: `x̄` is `ȳ` summed over the stretched axes.
public record BroadcastTo(Shape target) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Check.require(target.equals(operands.getFirst().broadcast(target)), "x %s does not stretch to %s".formatted(operands.getFirst(), target));
        return target;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of(Binary.unstretch(upstream, node.input(0).shape()));
    }

    @Override
    public long operations(Node node) {
        return 0;
    }
}
