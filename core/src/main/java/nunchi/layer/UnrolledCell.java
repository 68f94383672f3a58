package nunchi.layer;

import java.util.ArrayList;
import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Recurrent;
import nunchi.graph.op.Unary;
import nunchi.tensor.Shape;

/// A recurrence written step by step with elementwise ops and matrix products: what [Recurrent.Recurrence] must be
/// equal to, values and gradients, and what shows the state of each step as a node of its own. The graph grows with the
/// steps.
public final class UnrolledCell {
    private final Graph graph;
    private final Cell cell;
    private final List<Node> operands;
    private final int batch;
    private final int steps;
    private final int units;
    private final List<Node> hidden = new ArrayList<>();

    /// @param operands those of [Recurrent.Recurrence]
    public UnrolledCell(Cell cell, List<Node> operands) {
        Shape shape = operands.getFirst().shape();
        this.graph = operands.getFirst().graph();
        this.cell = cell;
        this.operands = operands;
        this.batch = shape.extent(0);
        this.steps = shape.extent(1);
        this.units = shape.extent(2) / cell.gates();
    }

    /// Writes all steps.
    ///
    /// @return `[states, batch, steps, units]`
    public Node states(boolean reverse) {
        List<Node> states = new ArrayList<>();
        for (int state = 0; state < cell.states(); state++) {
            Node initial = operands.get(Recurrent.INITIAL);
            states.add(slice(initial, Shape.of(1, batch, units), state, 0, 0).reshape(Shape.of(batch, units)));
        }
        Node[][] stored = new Node[cell.states()][steps];
        for (int k = 0; k < steps; k++) {
            int t = reverse ? steps - 1 - k : k;
            advance(states, t);
            for (int state = 0; state < stored.length; state++) {
                stored[state][t] = states.get(state).reshape(Shape.of(1, batch, 1, units));
            }
            hidden.add(reverse ? 0 : t, states.getFirst());
        }
        List<Node> whole = new ArrayList<>();
        for (Node[] each : stored) {
            whole.add(graph.add(new Concatenate(2), each));
        }
        return graph.add(new Concatenate(0), whole.toArray(Node[]::new));
    }

    /// The states h after each step that was written, each `[batch, units]`, in the order of the sequence.
    public List<Node> hidden() {
        return hidden;
    }

    private void advance(List<Node> states, int t) {
        Node x = operands.getFirst();
        Node sums = slice(x, Shape.of(batch, 1, x.shape().last()), 0, t, 0)
                .reshape(Shape.of(batch, x.shape().last()));
        Node there = slice(operands.get(Recurrent.MASK), Shape.of(batch, 1), 0, t);
        List<Node> next = step(sums, states);
        for (int state = 0; state < states.size(); state++) {
            Node kept = graph.constant(1).minus(there).times(states.get(state));
            states.set(state, there.times(next.get(state)).plus(kept));
        }
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
        return slice(operands.get(Recurrent.U), Shape.of(units, count * units), 0, block * units);
    }

    private Node block(Node sums, int block) {
        return slice(sums, Shape.of(batch, units), 0, block * units);
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

    private Node slice(Node whole, Shape extents, Integer... start) {
        return graph.add(new Slice(List.of(start), extents), whole);
    }
}
