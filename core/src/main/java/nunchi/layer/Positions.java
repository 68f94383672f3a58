package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.Role;
import nunchi.init.Init;
import nunchi.init.Normal;
import nunchi.init.Sinusoids;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Adds a vector for each place of a sequence, so that layers such as [Attention] know the order of the steps:
/// `y[b, t, :] = x[b, t, :] + P[t, :]`.
///
/// | array | shape |
/// |---|---|
/// | x, y | `[batch, steps, size]` |
/// | positions P | `[steps, size]` |
///
/// Parameters: `steps · size`; those of `sinusoidal` are not trained. Backward: `P̄[t, :] = Σ ȳ[b, t, :]` over the
/// batch.
/// The places are counted from the first step, whether it is padding or not.
///
/// `learned` vectors are those of GPT and BERT, Keras' PositionEmbedding (which begins with glorotUniform).
/// `sinusoidal` ones are `P[t, 2i] = sin(t / 10000^(2i/size))`, `P[t, 2i + 1] = cos(t / 10000^(2i/size))`. Vaswani et
/// al., *Attention is all you need*, NeurIPS 2017.
///
/// @param kind  learned or sinusoidal
/// @param steps longest sequence that the layer knows, in steps; null for the length of its input
/// @param init  initial values of learned vectors, as in GPT-2 and BERT (default: {normal: {mean: 0, deviation:
///     0.02}})
public record Positions(Kind kind, @Nullable Integer steps, Init init) implements Layer {
    private static final Init USUAL = new Normal(0, 0.02);

    /// Where the vectors come from.
    public enum Kind {
        /// They are trained.
        LEARNED,
        /// They are sines and cosines of the place.
        SINUSOIDAL
    }

    public Positions {
        Check.given("kind", kind);
        if (steps != null) {
            Check.positive("steps", steps);
        }
        Check.given("init", init);
        Check.require(
                kind == Kind.LEARNED || init.equals(USUAL),
                "init is given, but sinusoidal positions are not learned; leave one of the two out");
    }

    public Positions(Kind kind) {
        this(kind, null);
    }

    public Positions(Kind kind, @Nullable Integer steps) {
        this(kind, steps, USUAL);
    }

    @Override
    public Node build(Scope scope, Node x) {
        int count = Steps.of(scope, this, x).count();
        int known = steps == null ? count : steps;
        scope.require(count <= known, "positions knows %d steps, but the sequences have %d".formatted(known, count));
        Shape shape = Shape.of(known, x.shape().last());
        Node table = kind == Kind.LEARNED
                ? scope.weight("positions", shape, init, Role.KERNEL)
                : scope.weight("positions", shape, new Sinusoids(), Role.STATISTIC);
        Slice first = new Slice(List.of(0, 0), shape.with(0, count));
        return x.plus(count == known ? table : scope.graph().add(first, table));
    }
}
