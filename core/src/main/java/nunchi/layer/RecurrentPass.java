package nunchi.layer;

import java.util.ArrayList;
import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.tensor.Shape;

/// Writes a recurrent layer: its weights, the recurrence, and what it gives of the states.
final class RecurrentPass {
    private final Scope scope;
    private final Graph graph;
    private final RecurrentLayer layer;
    private final Node x;

    RecurrentPass(Scope scope, RecurrentLayer layer, Node x) {
        int rank = x.shape().rank();
        scope.require(
                rank == 3,
                "%s takes sequences [batch, steps, features], but got %s%s"
                        .formatted(
                                layer.name(),
                                x.shape(),
                                rank == 4
                                        ? "; 'reshape: [rows, columns]' before it makes each row of an image a step"
                                        : ""));
        this.scope = scope;
        this.graph = scope.graph();
        this.layer = layer;
        this.x = x;
    }

    Node write(Cell cell, RecurrentWeights weights) {
        int batch = x.shape().extent(0);
        int steps = x.shape().extent(1);
        int units = layer.units();
        Node inputs = weights.inputs(scope, x, cell, units);
        Node recurrent = weights.recurrent(scope, cell, units);
        List<Node> biases = weights.biases(scope, cell, units);
        if (!biases.isEmpty()) {
            inputs = inputs.plus(
                    biases.size() > 1 && !cell.recurrentBias() ? biases.get(0).plus(biases.get(1)) : biases.getFirst());
        }
        List<Node> operands = new ArrayList<>();
        operands.add(inputs.reshape(x.shape().withLast(cell.gates() * units)));
        operands.add(recurrent);
        operands.add(initial(Shape.of(cell.states(), batch, units)));
        Node mask = scope.mask();
        operands.add(mask == null ? constant(1, Shape.of(batch, steps)) : mask);
        if (cell.recurrentBias()) {
            operands.add(biases.isEmpty() ? constant(0, Shape.of(cell.gates() * units)) : biases.getLast());
        }
        Node states = states(cell, operands);
        scope.decoding().end(() -> last(states));
        return output(states);
    }

    /// Zeros; in a decoder what the encoder's layer ended with.
    private Node initial(Shape shape) {
        scope.require(
                !scope.decoding().isDecoder() || !layer.reverse(),
                layer.name()
                        + " would read what a decoder has not predicted yet; leave 'reverse: true' or bidirectional out");
        Node begin = scope.decoding().begin();
        scope.require(
                begin == null || begin.shape().equals(shape),
                "%s begins with the state of the encoder, which is %s [states, batch, units], but takes %s; give both layers the same kind and units"
                        .formatted(layer.name(), begin == null ? "" : begin.shape(), shape));
        return begin == null ? constant(0, shape) : begin;
    }

    private Node states(Cell cell, List<Node> operands) {
        if (scope.unrolled() == null) {
            return graph.add(new Recurrence(cell, layer.reverse()), operands.toArray(Node[]::new));
        }
        UnrolledCell unrolled = new UnrolledCell(cell, operands);
        Node states = unrolled.states(layer.reverse());
        scope.unrolled().accept(scope.path(), unrolled.hidden());
        return states;
    }

    private Node constant(double value, Shape shape) {
        return graph.constant(value).broadcastTo(shape);
    }

    private Node output(Node states) {
        return switch (layer.output()) {
            case LAST -> lastHidden(states);
            case SEQUENCE -> sequence(states);
            case MEAN -> new MeanOverTime().build(scope, sequence(states));
            case MAX -> new MaxOverTime().build(scope, sequence(states));
        };
    }

    /// All states after the step that is read last, `[states, batch, units]`.
    private Node last(Node states) {
        Shape shape = states.shape();
        int step = layer.reverse() ? 0 : shape.extent(2) - 1;
        return graph.add(new Slice(List.of(0, 0, step, 0), shape.with(2, 1)), states)
                .reshape(Shape.of(shape.extent(0), shape.extent(1), shape.last()));
    }

    /// The state h after the step that is read last, `[batch, units]`.
    private Node lastHidden(Node states) {
        int batch = states.shape().extent(1);
        int units = states.shape().last();
        int step = layer.reverse() ? 0 : states.shape().extent(2) - 1;
        return graph.add(new Slice(List.of(0, 0, step, 0), Shape.of(1, batch, 1, units)), states)
                .reshape(Shape.of(batch, units));
    }

    private Node sequence(Node states) {
        Shape shape = states.shape();
        Node first =
                shape.extent(0) == 1 ? states : graph.add(new Slice(List.of(0, 0, 0, 0), shape.with(0, 1)), states);
        return first.reshape(shape.example());
    }
}
