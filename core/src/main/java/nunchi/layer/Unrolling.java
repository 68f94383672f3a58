package nunchi.layer;

import java.util.ArrayList;
import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Slice;
import nunchi.tensor.Shape;

/// Writes a recurrence step by step. At a step with mask 0 the states are those of the step before.
final class Unrolling {
    private final Graph graph;
    private final Node initial;
    private final Node mask;
    private final List<Node> hidden = new ArrayList<>();

    /// What becomes of the states at a step.
    interface Step {
        /// @param t      the number of the step
        /// @param states after the step that was read before, `[batch, units]` each
        List<Node> next(int t, List<Node> states);
    }

    /// @param initial states `[states, batch, units]`
    /// @param mask    `[batch, steps]`: 1, or 0 for padding
    Unrolling(Node initial, Node mask) {
        this.graph = initial.graph();
        this.initial = initial;
        this.mask = mask;
    }

    /// Writes all steps.
    ///
    /// @return `[states, batch, steps, units]`
    Node states(boolean reverse, Step step) {
        Shape shape = initial.shape();
        int batch = shape.extent(1);
        int units = shape.extent(2);
        int steps = mask.shape().extent(1);
        List<Node> states = new ArrayList<>();
        for (int state = 0; state < shape.extent(0); state++) {
            states.add(slice(initial, Shape.of(1, batch, units), state, 0, 0).reshape(Shape.of(batch, units)));
        }
        Node[][] stored = new Node[states.size()][steps];
        for (int k = 0; k < steps; k++) {
            int t = reverse ? steps - 1 - k : k;
            advance(states, t, step);
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

    private void advance(List<Node> states, int t, Step step) {
        Node there = slice(mask, Shape.of(mask.shape().extent(0), 1), 0, t);
        List<Node> next = step.next(t, List.copyOf(states));
        for (int state = 0; state < states.size(); state++) {
            Node kept = graph.constant(1).minus(there).times(states.get(state));
            states.set(state, there.times(next.get(state)).plus(kept));
        }
    }

    /// The states h after each step that was written, each `[batch, units]`, in the order of the sequence.
    List<Node> hidden() {
        return hidden;
    }

    /// Step t of a sequence `[batch, steps, features]`: `[batch, features]`.
    static Node at(Node x, int t) {
        int batch = x.shape().extent(0);
        int features = x.shape().last();
        return slice(x, Shape.of(batch, 1, features), 0, t, 0).reshape(Shape.of(batch, features));
    }

    static Node slice(Node whole, Shape extents, Integer... start) {
        return whole.graph().add(new Slice(List.of(start), extents), whole);
    }
}
