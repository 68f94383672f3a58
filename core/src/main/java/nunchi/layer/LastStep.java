package nunchi.layer;

import java.util.List;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Source.Indices;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// The last step of a sequence that is no padding: `y = x_T`; zeros for a sequence that is padding alone.
/// `[batch, steps, features]` becomes `[batch, features]`.
public record LastStep() implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        Steps steps = Steps.of(scope, this, x);
        Graph graph = scope.graph();
        Shape row = Shape.of(steps.batch(), x.shape().last());
        if (scope.mask() == null) {
            Shape last = x.shape().with(1, 1);
            return graph.add(new Slice(List.of(0, steps.count() - 1, 0), last), x)
                    .reshape(row);
        }
        Node places = graph.add(new Indices(steps.count())).plus(1).times(steps.mask());
        Node last = steps.largest(places.reshape(x.shape().withLast(1))).plus(-1);
        Node chosen = graph.add(new Categorical.OneHot(steps.count()), last);
        return chosen.matmul(x).reshape(row);
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return null;
    }
}
