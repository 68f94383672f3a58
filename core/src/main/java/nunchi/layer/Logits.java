package nunchi.layer;

import java.util.Map;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.op.MatMul;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// One number for each token that may come: a fully connected layer with as many units as the targets have different
/// tokens, `z = x·W + b`. `[batch, …, features]` becomes `[batch, …, tokens]`; the loss softmaxCrossEntropy makes
/// probabilities of it.
///
/// Weights as of [Dense]: `weight [features, tokens]`, `bias [tokens]`. If the layer is `tied`, it has none of its own:
/// `z = x·Eᵀ` with the vectors `E [tokens, features]` of the last [Embedding] before it, whose gradients are added.
/// Press and Wolf, *Using the output embedding to improve language models*, EACL 2017; GPT-2.
///
/// @param tokens number of different tokens, padding and the unknown one included; null for as many as the targets of
///     the data have
/// @param tied   whether the vectors of the embedding are the weights (default: false)
public record Logits(@Nullable Integer tokens, boolean tied) implements Layer {
    private static final String EMBEDDING = ".*\\d+\\.embedding/weight";

    public Logits {
        if (tokens != null) {
            Check.positive("tokens", tokens);
        }
    }

    public Logits() {
        this(null);
    }

    public Logits(@Nullable Integer tokens) {
        this(tokens, false);
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return tokens == null && counts.target() > 0 ? new Logits(counts.target(), tied) : this;
    }

    @Override
    public Node build(Scope scope, Node x) {
        if (tokens == null) {
            throw new InvalidRequestException(
                    "logits needs the number of tokens, which no target text of the data tells; give it tokens, or take dense");
        }
        return tied ? times(x, vectors(scope, Shape.of(tokens, x.shape().last()))) : new Dense(tokens).build(scope, x);
    }

    private static Node vectors(Scope scope, Shape wanted) {
        Node last = scope.graph().weights().entrySet().stream()
                .filter(weight -> weight.getKey().matches(EMBEDDING))
                .map(Map.Entry::getValue)
                .reduce((_, later) -> later)
                .orElseThrow(
                        () -> new InvalidRequestException(
                                "logits is tied to an embedding, but there is none before it; put one there, or leave tied out"));
        scope.require(
                last.shape().equals(wanted),
                "logits is tied to an embedding of %s, but has %d tokens and gets %d features; make them equal, or leave tied out"
                        .formatted(last.shape(), wanted.extent(0), wanted.extent(1)));
        return last;
    }

    private static Node times(Node x, Node vectors) {
        Shape shape = x.shape();
        return x.graph()
                .add(new MatMul(false, true), x.reshape(Shape.of(shape.rows(), shape.last())), vectors)
                .reshape(shape.withLast(vectors.shape().extent(0)));
    }
}
