package nunchi.conformance;

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
/// equal to, values and gradients.
final class UnrolledCell {
    private final Graph graph;
    private final Cell cell;
    private final List<Node> operands;
    private final int batch;
    private final int steps;
    private final int units;

    UnrolledCell(Cell cell, List<Node> operands) {
        Shape shape = operands.getFirst().shape();
        this.graph = operands.getFirst().graph();
        this.cell = cell;
        this.operands = operands;
        this.batch = shape.extent(0);
        this.steps = shape.extent(1);
        this.units = shape.extent(2) / cell.gates();
    }

    /// `[states, batch, steps, units]`
    Node states(boolean reverse) {
        List<Node> states = new ArrayList<>();
        for (int state = 0; state < cell.states(); state++) {
            Node initial = operands.get(Recurrent.INITIAL);
            states.add(slice(initial, Shape.of(1, batch, units), state, 0, 0).reshape(Shape.of(batch, units)));
        }
        Node[][] stored = new Node[cell.states()][steps];
        for (int k = 0; k < steps; k++) {
            int t = reverse ? steps - 1 - k : k;
            Node x = operands.getFirst();
            Node sums = slice(x, Shape.of(batch, 1, x.shape().last()), 0, t, 0)
                    .reshape(Shape.of(batch, x.shape().last()));
            Node there = slice(operands.get(Recurrent.MASK), Shape.of(batch, 1), 0, t);
            List<Node> next = step(sums, states);
            for (int state = 0; state < stored.length; state++) {
                Node before = states.get(state);
                Node chosen = there.times(next.get(state))
                        .plus(graph.constant(1).minus(there).times(before));
                states.set(state, chosen);
                stored[state][t] = chosen.reshape(Shape.of(1, batch, 1, units));
            }
        }
        List<Node> whole = new ArrayList<>();
        for (Node[] each : stored) {
            whole.add(graph.add(new Concatenate(2), each));
        }
        return graph.add(new Concatenate(0), whole.toArray(Node[]::new));
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
