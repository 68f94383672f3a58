package nunchi.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Unary;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A recurrence written step by step with elementwise ops and matrix products: what [Recurrent.Recurrence] must be
/// equal to, values and gradients, and what shows the state of each step as a node of its own. The graph grows with the
/// steps.
public final class UnrolledCell {
    private final Graph graph;
    private final Cell cell;
    private final List<Node> operands;
    private final int batch;
    private final int units;
    private final @Nullable UnaryOperator<Node> feedback;
    private final Unrolling unrolling;

    /// @param operands those of [Recurrent.Recurrence]
    public UnrolledCell(Cell cell, List<Node> operands) {
        this(cell, operands, null);
    }

    /// @param feedback what is added to the sums `[batch, gates · units]` of a step, of the state h of the step before;
    ///                 null for nothing
    UnrolledCell(Cell cell, List<Node> operands, @Nullable UnaryOperator<Node> feedback) {
        Shape shape = operands.getFirst().shape();
        this.graph = operands.getFirst().graph();
        this.cell = cell;
        this.operands = operands;
        this.batch = shape.extent(0);
        this.units = shape.extent(2) / cell.gates();
        this.feedback = feedback;
        this.unrolling = new Unrolling(operands.get(Recurrent.INITIAL), operands.get(Recurrent.MASK));
    }

    /// Writes all steps.
    ///
    /// @return `[states, batch, steps, units]`
    public Node states(boolean reverse) {
        return unrolling.states(reverse, this::next);
    }

    /// The states h after each step that was written, each `[batch, units]`, in the order of the sequence.
    public List<Node> hidden() {
        return unrolling.hidden();
    }

    private List<Node> next(int t, List<Node> states) {
        Node sums = Unrolling.at(operands.getFirst(), t);
        return step(feedback == null ? sums : sums.plus(feedback.apply(states.getFirst())), states);
    }

    private List<Node> step(Node sums, List<Node> states) {
        Node h = states.getFirst();
        return switch (cell) {
            case Cell.SimpleRnn(Cell.Squash function) ->
                List.of(apply(
                        switch (function) {
                            case TANH -> new Unary.Tanh();
                            case SIGMOID -> new Unary.Sigmoid();
                            case RELU -> new Unary.Relu();
                        },
                        sums.plus(h.matmul(weight(0, 1)))));
            case Cell.Lstm _ -> lstm(sums.plus(h.matmul(weight(0, 4))), states.get(1));
            case Cell.Gru(boolean resetAfter) -> List.of(resetAfter ? gruAfter(sums, h) : gruBefore(sums, h));
        };
    }

    private List<Node> lstm(Node z, Node c) {
        Node input = sigmoid(block(z, 0));
        Node forget = sigmoid(block(z, 1));
        Node candidate = tanh(block(z, 2));
        Node output = sigmoid(block(z, 3));
        Node next = forget.times(c).plus(input.times(candidate));
        return List.of(output.times(tanh(next)), next);
    }

    private Node gruAfter(Node sums, Node h) {
        Node product = h.matmul(weight(0, 3)).plus(operands.getLast());
        Node z = sigmoid(block(sums, 0).plus(block(product, 0)));
        Node r = sigmoid(block(sums, 1).plus(block(product, 1)));
        Node candidate = tanh(block(sums, 2).plus(r.times(block(product, 2))));
        return z.times(h).plus(graph.constant(1).minus(z).times(candidate));
    }

    private Node gruBefore(Node sums, Node h) {
        Node z = sigmoid(block(sums, 0).plus(h.matmul(weight(0, 1))));
        Node r = sigmoid(block(sums, 1).plus(h.matmul(weight(1, 1))));
        Node candidate = tanh(block(sums, 2).plus(r.times(h).matmul(weight(2, 1))));
        return z.times(h).plus(graph.constant(1).minus(z).times(candidate));
    }

    private Node weight(int block, int count) {
        return Unrolling.slice(operands.get(Recurrent.U), Shape.of(units, count * units), 0, block * units);
    }

    private Node block(Node sums, int block) {
        return Unrolling.slice(sums, Shape.of(batch, units), 0, block * units);
    }

    private Node sigmoid(Node x) {
        return apply(new Unary.Sigmoid(), x);
    }

    private Node tanh(Node x) {
        return apply(new Unary.Tanh(), x);
    }

    private Node apply(Unary op, Node x) {
        return graph.add(op, x);
    }
}
