package nunchi.layer;

import nunchi.graph.Graph;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// The largest value of each feature over a sequence's steps, padding left out; zeros for a sequence that is padding
/// alone. `[batch, steps, features]` becomes `[batch, features]`. Keras' GlobalMaxPooling1D.
public record MaxOverTime() implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        Steps steps = Steps.of(scope, this, x);
        if (scope.mask() == null) {
            return steps.largest(x);
        }
        Graph graph = scope.graph();
        Node mask = steps.mask();
        // x where the mask is 1, the least of all numbers where it is 0
        Node limit =
                mask.times(2).plus(-1).times(Float.MAX_VALUE).reshape(x.shape().withLast(1));
        Node any = mask.sum(1).minimum(graph.constant(1));
        return steps.largest(x.minimum(limit)).times(any);
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return null;
    }
}
