package nunchi.layer;

import nunchi.graph.Node;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// The mean of a sequence's steps: `y = Σₜ mₜ·xₜ / max(1, Σₜ mₜ)`, where mₜ is 0 for padding and 1 else; zeros for a
/// sequence that is padding alone. `[batch, steps, features]` becomes `[batch, features]`. Keras'
/// GlobalAveragePooling1D.
///
/// The sum is one chain of fused multiply-adds over the steps, so that padding changes no bit.
public record MeanOverTime() implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        Steps steps = Steps.of(scope, this, x);
        Node mask = steps.mask();
        Node count = mask.sum(1).maximum(scope.graph().constant(1));
        Node sum = mask.reshape(Shape.of(steps.batch(), 1, steps.count())).matmul(x);
        return sum.reshape(Shape.of(steps.batch(), x.shape().last())).dividedBy(count);
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return null;
    }
}
