package nunchi.layer;

import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// The mean of each channel over the whole image: `[batch, height, width, channels]` becomes `[batch, channels]`.
public record GlobalAveragePool2d() implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        return x.mean(1, 2).reshape(Shape.of(x.shape().extent(0), x.shape().last()));
    }
}
