package nunchi.graph.op;

import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Slice;
import nunchi.tensor.Shape;

/// The adjoints of a recurrence's weights, written with ordinary ops over all steps at once.
///
/// | array | shape |
/// |---|---|
/// | z̄ | `[B, T, G·H]` |
/// | h₋, the state h before each step | `[B·T, H]` |
/// | sums z̄′ = z̄, but of a GRU that resets afterwards `r ⊙ z̄_h` in the last block | `[B·T, G·H]` |
/// | Ū = h₋ᵀ·z̄′ | `[H, G·H]`; of a GRU that resets before, with `r ⊙ h₋` for h₋ in the last block |
/// | bias b̄ = Σ z̄′ | `[G·H]` |
final class RecurrentProducts {
    private final Graph graph;
    private final Node recurrence;
    private final Node trace;
    private final Node inputs;
    private final Cell cell;
    private final boolean reverse;
    private final int steps;
    private final int units;

    /// @param inputs the adjoint z̄
    RecurrentProducts(Node recurrence, Node trace, Node inputs, boolean reverse) {
        this.graph = recurrence.graph();
        this.recurrence = recurrence;
        this.trace = rows(trace);
        this.inputs = rows(inputs);
        this.cell = ((Recurrent) recurrence.op()).cell();
        this.reverse = reverse;
        this.steps = recurrence.shape().extent(2);
        this.units = recurrence.shape().last();
    }

    Node weight() {
        if (!(cell instanceof Cell.Gru(boolean resetAfter)) || resetAfter) {
            return product(before(), sums());
        }
        Node gates = block(inputs, 0, 2);
        Node candidate = block(inputs, 2, 1);
        Node kept = before().times(block(trace, 1, 1));
        return graph.add(new Concatenate(1), product(before(), gates), product(kept, candidate));
    }

    Node bias() {
        Node sums = sums();
        return sums.sum(0).reshape(Shape.of(sums.shape().last()));
    }

    private Node sums() {
        if (!cell.recurrentBias()) {
            return inputs;
        }
        Node candidate = block(inputs, 2, 1).times(block(trace, 1, 1));
        return graph.add(new Concatenate(1), block(inputs, 0, 2), candidate);
    }

    private Node before() {
        Shape states = recurrence.shape();
        int batch = states.extent(1);
        Node initial = slice(recurrence.input(Recurrent.INITIAL), Shape.of(1, batch, units), 0, 0, 0)
                .reshape(Shape.of(batch, 1, units));
        if (steps == 1) {
            return rows(initial);
        }
        Node others = slice(recurrence, Shape.of(1, batch, steps - 1, units), 0, 0, reverse ? 1 : 0, 0)
                .reshape(Shape.of(batch, steps - 1, units));
        return rows(
                reverse
                        ? graph.add(new Concatenate(1), others, initial)
                        : graph.add(new Concatenate(1), initial, others));
    }

    private Node product(Node left, Node right) {
        return graph.add(new MatMul(true, false), left, right);
    }

    /// Some blocks of the columns.
    private Node block(Node matrix, int first, int count) {
        return slice(matrix, matrix.shape().withLast(count * units), 0, first * units);
    }

    private Node slice(Node whole, Shape extents, Integer... start) {
        return graph.add(new Slice(List.of(start), extents), whole);
    }

    private static Node rows(Node sequences) {
        return sequences.reshape(
                Shape.of(sequences.shape().rows(), sequences.shape().last()));
    }
}
