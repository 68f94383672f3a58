package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// Every place of an image repeated: `yₙᵢⱼ꜀ = xₙₐᵦ꜀` with `a = ⌊i / rows⌋`, `b = ⌊j / columns⌋`;
/// `[batch, height, width, channels]` becomes `[batch, height · rows, width · columns, channels]`.
///
/// @param factor number of times that each row and each column is repeated
public record UpSample2d(Size factor) implements Layer {
    public UpSample2d {
        Check.given("factor", factor);
    }

    public UpSample2d(int factor) {
        this(new Size(factor));
    }

    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        int batch = x.shape().extent(0);
        int height = x.shape().extent(1);
        int width = x.shape().extent(2);
        int channels = x.shape().last();
        Node apart = x.reshape(Shape.of(batch, height, 1, width, 1, channels));
        Node repeated = apart.broadcastTo(Shape.of(batch, height, factor.rows(), width, factor.columns(), channels));
        int rows = Shape.extent("rows", (long) height * factor.rows());
        int columns = Shape.extent("columns", (long) width * factor.columns());
        return scope.placed(repeated.reshape(Shape.of(batch, rows, columns, channels)), new Places.Repeated(factor));
    }
}
