package nunchi.layer;

import nunchi.graph.Node;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// The largest value of each channel in the whole image: `[batch, height, width, channels]` becomes
/// `[batch, channels]`.
public record GlobalMaxPool2d() implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        Images.require(scope, this, x);
        Window whole = new Window(
                new WindowAxis(x.shape().extent(1), 1, x.shape().extent(1)),
                new WindowAxis(x.shape().extent(2), 1, x.shape().extent(2)));
        return scope.graph()
                .add(new MaxPool(whole), x, x)
                .reshape(Shape.of(x.shape().extent(0), x.shape().last()));
    }
}
