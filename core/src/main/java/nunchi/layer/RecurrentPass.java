package nunchi.layer;

import java.util.ArrayList;
import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Cell;
import nunchi.graph.op.Recurrent.Recurrence;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Writes a recurrent layer: its weights, the recurrence, and what it gives of the states.
final class RecurrentPass {
    private final Scope scope;
    private final Graph graph;
    private final RecurrentLayer layer;
    private final Node x;
    private final LayerStates states;
    private final @Nullable ContextFeedback feedback;

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
        this.states = new LayerStates(scope, layer.name(), layer.reverse());
        this.feedback = scope.decoding().feedback();
    }

    Node write(Cell cell, RecurrentWeights weights) {
        int batch = x.shape().extent(0);
        int units = layer.units();
        int features = x.shape().last();
        int fed = feedback == null ? 0 : feedback.features();
        Node weight = weights.inputs(scope, features + fed, cell, units);
        Node inputs = x.reshape(Shape.of(x.shape().rows(), features)).matmul(rows(weight, 0, features));
        Node recurrent = weights.recurrent(scope, cell, units);
        List<Node> biases = weights.biases(scope, cell, units);
        if (!biases.isEmpty()) {
            inputs = inputs.plus(
                    biases.size() > 1 && !cell.recurrentBias() ? biases.get(0).plus(biases.get(1)) : biases.getFirst());
        }
        List<Node> operands = new ArrayList<>();
        operands.add(inputs.reshape(x.shape().withLast(cell.gates() * units)));
        operands.add(recurrent);
        operands.add(states.initial(Shape.of(cell.states(), batch, units)));
        operands.add(states.mask(batch, x.shape().extent(1)));
        if (cell.recurrentBias()) {
            operands.add(biases.isEmpty() ? states.constant(0, Shape.of(cell.gates() * units)) : biases.getLast());
        }
        return states.end(all(cell, operands, weight), layer.output());
    }

    /// The states of all steps.
    private Node all(Cell cell, List<Node> operands, Node weight) {
        if (scope.unrolled() == null && feedback == null) {
            return graph.add(new Recurrence(cell, layer.reverse()), operands.toArray(Node[]::new));
        }
        int features = x.shape().last();
        UnrolledCell unrolled = new UnrolledCell(
                cell,
                operands,
                feedback == null ? null : feedback.sums(rows(weight, features, features + feedback.features())));
        Node all = unrolled.states(layer.reverse());
        if (scope.unrolled() != null) {
            scope.unrolled().accept(scope.path(), unrolled.hidden());
        }
        return all;
    }

    private static Node rows(Node weight, int from, int to) {
        Shape shape = weight.shape();
        return to - from == shape.extent(0) ? weight : Unrolling.slice(weight, shape.with(0, to - from), from, 0);
    }
}
