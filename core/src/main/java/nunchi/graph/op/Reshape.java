package nunchi.graph.op;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// The same values in the same order under other extents, as many as before; nothing is moved: `[100, 28, 28]` to `[100, 784]`.
///
/// Gradient: `x̄ = ȳ` in the shape of `x`.
public record Reshape(Shape target) implements Op {
    @Override
    public Shape shape(List<Shape> operands) {
        Shape source = operands.getFirst();
        Check.require(source.size() == target.size(),
                "x %s has %d values, which do not fill %s (%d)".formatted(source, source.size(), target, target.size()));
        return target;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of(upstream.reshape(node.input(0).shape()));
    }

    @Override
    public long operations(Node node) {
        return 0;
    }
}
