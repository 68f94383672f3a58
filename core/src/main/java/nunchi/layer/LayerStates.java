package nunchi.layer;

import java.util.List;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Slice;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.tensor.Shape;

/// What a recurrent layer begins with, and what it gives of its states.
///
/// @param scope   the layer's
/// @param layer   how the layer is called in complaints
/// @param reverse whether the last step is read first
record LayerStates(Scope scope, String layer, boolean reverse) {
    /// Zeros; in a decoder what the encoder's layer ended with; what is fed where states are continued.
    ///
    /// @param shape `[states, batch, units]`
    Node initial(Shape shape) {
        scope.require(
                !scope.decoding().isDecoder() || !reverse,
                layer + " would read what a decoder has not predicted yet; leave 'reverse: true' or bidirectional out");
        if (scope.decoding().continued()) {
            scope.require(
                    !reverse,
                    layer
                            + " would go on with what comes later; leave 'reverse: true' or bidirectional out, or continueState");
            return scope.graph().input(ContinuedStates.before(scope.path()), shape);
        }
        Node begin = scope.decoding().begin();
        scope.require(
                begin == null || begin.shape().equals(shape),
                "%s begins with the state of the encoder, which is %s [states, batch, units], but takes %s; give both layers the same kind and units"
                        .formatted(layer, begin == null ? "" : begin.shape(), shape));
        return begin == null ? constant(0, shape) : begin;
    }

    /// Which steps are there, `[batch, steps]`: 1, or 0 for padding.
    Node mask(int batch, int steps) {
        Node mask = scope.mask();
        return mask == null ? constant(1, Shape.of(batch, steps)) : mask;
    }

    Node constant(double value, Shape shape) {
        return scope.graph().constant(value).broadcastTo(shape);
    }

    /// Hands the last states to a decoder that follows, or to the next batch.
    ///
    /// @param states `[states, batch, steps, units]`
    /// @return what the layer gives of them
    Node end(Node states, Output output) {
        scope.decoding().end(() -> last(states));
        if (scope.decoding().continued()) {
            scope.graph().output(ContinuedStates.after(scope.path()), last(states));
        }
        return switch (output) {
            case LAST -> lastHidden(states);
            case SEQUENCE -> sequence(states);
            case MEAN -> new MeanOverTime().build(scope, sequence(states));
            case MAX -> new MaxOverTime().build(scope, sequence(states));
        };
    }

    /// All states after the step that is read last, `[states, batch, units]`.
    private Node last(Node states) {
        Shape shape = states.shape();
        return slice(states, List.of(0, 0, lastStep(states), 0), shape.with(2, 1))
                .reshape(Shape.of(shape.extent(0), shape.extent(1), shape.last()));
    }

    /// The state h after the step that is read last, `[batch, units]`.
    private Node lastHidden(Node states) {
        int batch = states.shape().extent(1);
        int units = states.shape().last();
        return slice(states, List.of(0, 0, lastStep(states), 0), Shape.of(1, batch, 1, units))
                .reshape(Shape.of(batch, units));
    }

    private int lastStep(Node states) {
        return reverse ? 0 : states.shape().extent(2) - 1;
    }

    private static Node sequence(Node states) {
        Shape shape = states.shape();
        Node first = shape.extent(0) == 1 ? states : slice(states, List.of(0, 0, 0, 0), shape.with(0, 1));
        return first.reshape(shape.example());
    }

    private static Node slice(Node whole, List<Integer> start, Shape extents) {
        return whole.graph().add(new Slice(start, extents), whole);
    }
}
