package nunchi.layer;

import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// `[batch, …]` becomes `[batch, features]`, the last axis fastest; no value changes.
public record Flatten() implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        scope.requireNoPadding("flatten");
        int batch = x.shape().extent(0);
        return Images.rearranged(scope, x, Shape.of(batch, x.shape().size() / batch));
    }
}
