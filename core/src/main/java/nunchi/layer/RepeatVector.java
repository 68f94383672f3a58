package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// The same vector at every step of a new sequence: `y[b, t, :] = x[b, :]`. `[batch, features]` becomes
/// `[batch, steps, features]`, without padding. No parameters. Backward: `x̄[b, :] = Σₜ ȳ[b, t, :]`. As Keras'
/// RepeatVector: what an encoder has read, handed to each step of a decoder.
///
/// @param steps number of steps
public record RepeatVector(int steps) implements Layer {
    public RepeatVector {
        Check.positive("steps", steps);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.require(
                x.shape().rank() == 2,
                "repeatVector takes one vector of each example [batch, features], but got " + x.shape());
        int batch = x.shape().extent(0);
        int features = x.shape().last();
        return x.reshape(Shape.of(batch, 1, features)).broadcastTo(Shape.of(batch, steps, features));
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return null;
    }
}
