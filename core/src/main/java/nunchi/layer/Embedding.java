package nunchi.layer;

import java.util.Objects;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Lookup.Gather;
import nunchi.graph.op.Role;
import nunchi.init.Init;
import nunchi.init.Uniform;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A trained vector for each token: `y[b, t, :] = W[x[b, t], :]`. Token 0 is padding: the layers that follow leave its
/// steps out; in a decoder it is what the first step reads.
///
/// | array | shape |
/// |---|---|
/// | x | `[batch, steps]`, numbers of tokens |
/// | weight W | `[vocabulary, size]` |
/// | y | `[batch, steps, size]` |
///
/// Parameters: `vocabulary · size`. Backward: `W̄[v, :] = Σ ȳ[b, t, :]` over the steps with token v, in their order. A
/// number that is none of 0 … vocabulary - 1 becomes a vector of zeros. As Keras' Embedding with `mask_zero`.
///
/// @param size       values of a vector
/// @param vocabulary number of tokens, padding and the unknown one included; null for as many as the text data has
/// @param init       initial values of W, as in Keras; PyTorch draws them from a normal distribution of deviation 1
///     (default: {uniform: {low: -0.05, high: 0.05}})
public record Embedding(int size, @Nullable Integer vocabulary, Init init) implements Layer {
    private static final double LIMIT = 0.05;

    public Embedding {
        Check.positive("size", size);
        if (vocabulary != null) {
            Check.positive("vocabulary", vocabulary);
        }
        Check.given("init", init);
    }

    public Embedding(int size) {
        this(size, null);
    }

    public Embedding(int size, @Nullable Integer vocabulary) {
        this(size, vocabulary, new Uniform(-LIMIT, LIMIT));
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return vocabulary == null ? new Embedding(size, counts.text(), init) : this;
    }

    @Override
    public Node build(Scope scope, Node x) {
        scope.require(
                x.shape().rank() == 2,
                "embedding takes numbers of tokens [batch, steps], but got %s".formatted(x.shape()));
        scope.require(
                vocabulary != null,
                "embedding needs the number of tokens, which no text of the data tells; give it vocabulary");
        Shape shape = Shape.of(Objects.requireNonNull(vocabulary), size);
        Node table = scope.weight("weight", shape, init, Role.KERNEL);
        return scope.graph().add(new Gather(), table, x);
    }

    @Override
    public @Nullable Node mask(Scope scope, Node x) {
        return scope.decoding().isDecoder() ? null : x.greater(x.graph().constant(0));
    }
}
