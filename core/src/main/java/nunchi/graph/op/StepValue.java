package nunchi.graph.op;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import nunchi.graph.Node;
import nunchi.graph.Op;
import nunchi.tensor.Shape;

/// One number that depends on the number of the step alone, of shape `[]`: a learning rate, a bias correction. The function is asked once
/// per step, on the host, and must use `StrictMath`, so that the same bits come out everywhere.
///
/// @param value from the step, counted from 0, to the number
public record StepValue(String label, LongToDoubleFunction value) implements Op {
    @Override
    public String name() {
        return label;
    }

    @Override
    public Shape shape(List<Shape> operands) {
        return Shape.SCALAR;
    }

    @Override
    public List<Node> gradient(Node node, Node upstream) {
        return List.of();
    }
}
