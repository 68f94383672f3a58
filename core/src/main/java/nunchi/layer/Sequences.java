package nunchi.layer;

import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Slice;
import nunchi.tensor.Shape;

/// What layers of sequences share.
final class Sequences {
    private Sequences() {}

    /// Two tensors one behind the other along the last axis.
    static Node beside(Node first, Node second) {
        return first.graph().add(new Concatenate(first.shape().rank() - 1), first, second);
    }

    /// Scores of attention, as low as a number can be where `allowed` is 0: e to their power is 0, and if all are so
    /// low, all are equal.
    ///
    /// @param allowed stretched to the shape of the scores
    static Node limited(Node scores, Node allowed) {
        return scores.minimum(allowed.times(2).plus(-1).times(Float.MAX_VALUE));
    }

    /// What a decoder reads at each step: the target of the step before, and 0 at the first; 0 also after steps that do
    /// not count.
    ///
    /// @param targets `[batch, steps]`
    static Node shifted(Node targets) {
        Graph graph = targets.graph();
        int batch = targets.shape().extent(0);
        int steps = targets.shape().extent(1);
        Node start = graph.constant(0).broadcastTo(Shape.of(batch, 1));
        if (steps == 1) {
            return start;
        }
        Node before = graph.add(new Slice(List.of(0, 0), Shape.of(batch, steps - 1)), targets);
        return graph.add(new Concatenate(1), start, before.maximum(graph.constant(0)));
    }
}
