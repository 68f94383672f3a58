package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// Each example's values under other extents: `[batch, …]` becomes `[batch, shape…]`, refused where that has another
/// number of values.
///
/// @param shape shape of one example, without the batch axis
public record Reshape(List<Integer> shape) implements Layer {
    public Reshape {
        shape = Check.elements("shape", shape);
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.requireNoPadding("reshape");
        Shape example = Shape.of(shape.stream().mapToInt(Integer::intValue).toArray());
        return Images.rearranged(scope, x, example.batch(x.shape().extent(0)));
    }
}
