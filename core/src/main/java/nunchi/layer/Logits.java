package nunchi.layer;

import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// One number for each token that may come: a fully connected layer with as many units as the target texts have
/// tokens, `z = x·W + b`. `[batch, …, features]` becomes `[batch, …, tokens]`; the loss softmaxCrossEntropy makes
/// probabilities of it.
///
/// Weights as of [Dense]: `weight [features, tokens]`, `bias [tokens]`.
///
/// @param tokens number of different tokens, padding and the unknown one included; null for as many as the target
///     texts of the data have
public record Logits(@Nullable Integer tokens) implements Layer {
    public Logits {
        if (tokens != null) {
            Check.positive("tokens", tokens);
        }
    }

    public Logits() {
        this(null);
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return tokens == null && counts.target() > 0 ? new Logits(counts.target()) : this;
    }

    @Override
    public Node build(Scope scope, Node x) {
        if (tokens == null) {
            throw new InvalidRequestException(
                    "logits needs the number of tokens, which no target text of the data tells; give it tokens, or take dense");
        }
        return new Dense(tokens).build(scope, x);
    }
}
