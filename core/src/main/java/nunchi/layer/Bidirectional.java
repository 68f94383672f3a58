package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Concatenate;
import org.jspecify.annotations.Nullable;

/// A recurrent layer in both directions: two layers with weights of their own, one of which reads the last step first.
/// Schuster, Paliwal: *Bidirectional recurrent neural networks*, IEEE Transactions on Signal Processing 45, 1997.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps, features]` |
/// | y | `[batch, …, 2 · units]`, those of the forward layer first; `[batch, …, units]` where they are added |
///
/// Paths: `1.bidirectional/forward/weight`, `1.bidirectional/backward/weight`.
///
/// @param layer recurrent layer: simpleRnn, lstm or gru
/// @param merge how the two outputs become one: concatenate or sum (default: concatenate)
public record Bidirectional(Layer layer, Merge merge) implements Layer {
    /// How two outputs become one.
    public enum Merge {
        CONCATENATE,
        SUM
    }

    public Bidirectional {
        Check.given("layer", layer);
        Check.given("merge", merge);
        recurrent(layer);
    }

    public Bidirectional(Layer layer) {
        this(layer, Merge.CONCATENATE);
    }

    private static RecurrentLayer recurrent(Layer layer) {
        Check.require(
                layer instanceof RecurrentLayer,
                "bidirectional takes one of simpleRnn, lstm and gru, but got " + layer.name());
        RecurrentLayer recurrent = (RecurrentLayer) layer;
        Check.require(
                !recurrent.reverse(), "bidirectional reads in both directions by itself; leave out 'reverse: true'");
        return recurrent;
    }

    @Override
    public Node build(Scope scope, Node x) {
        Node forward = scope.child("forward", inner -> layer.build(inner, x));
        Node backward =
                scope.child("backward", inner -> recurrent(layer).reversed().build(inner, x));
        scope.decoding().join(merge == Merge.SUM);
        return merge == Merge.SUM
                ? forward.plus(backward)
                : scope.graph().add(new Concatenate(forward.shape().rank() - 1), forward, backward);
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return layer.mask(scope, x);
    }
}
