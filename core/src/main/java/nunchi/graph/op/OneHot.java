package nunchi.graph.op;

import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// From class numbers to indicator vectors: `yᵢⱼ = 1` where `xᵢ = j`, else 0; `[rows]` becomes `[rows, classes]`, any shape one axis more. What is
/// none of 0 … classes - 1 makes a row of zeros.
///
/// Gradient: none flows.
public record OneHot(int classes) implements Op {
    public OneHot {
        Check.positive("classes", classes);
    }

    @Override
    public Shape shape(List<Shape> operands) {
        int[] extents = Arrays.copyOf(operands.getFirst().toArray(), operands.getFirst().rank() + 1);
        extents[extents.length - 1] = classes;
        return Shape.of(extents);
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return Arrays.asList((Node) null);
    }
}
