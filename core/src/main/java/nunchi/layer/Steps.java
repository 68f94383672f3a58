package nunchi.layer;

import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// What the layers share that bring sequences `[batch, steps, features]` to one vector each.
///
/// @param batch number of sequences
/// @param count steps of each, with padding
/// @param mask  which are there, `[batch, steps]`: 1, or 0 for padding
record Steps(int batch, int count, Node mask) {

    /// @throws nunchi.check.InvalidRequestException where x are no sequences of vectors
    static Steps of(Scope scope, Layer layer, Node x) {
        scope.require(
                x.shape().rank() == 3,
                "%s takes sequences [batch, steps, features], but got %s".formatted(layer.name(), x.shape()));
        Graph graph = scope.graph();
        Shape places = Shape.of(x.shape().extent(0), x.shape().extent(1));
        Node mask = scope.mask() == null ? graph.constant(1).broadcastTo(places) : scope.mask();
        return new Steps(places.extent(0), places.extent(1), mask);
    }

    /// The largest value of each feature over all steps: `[batch, steps, features]` to `[batch, features]`.
    Node largest(Node x) {
        int features = x.shape().last();
        Window all = new Window(new WindowAxis(count, 1, count), new WindowAxis(1, 1, 1));
        Node images = x.reshape(Shape.of(batch, count, 1, features));
        return x.graph().add(new MaxPool(all), images, images).reshape(Shape.of(batch, features));
    }
}
