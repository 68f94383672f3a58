package nunchi.layer;

import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical;
import org.jspecify.annotations.Nullable;

/// Each number as a vector with a 1 in its place: `y[…, j] = 1` where `x[…] = j`, else 0. What is none of
/// 0 … classes - 1 becomes a vector of zeros.
///
/// `[batch, steps]` becomes `[batch, steps, classes]`. No parameters, and no gradient flows. Every step counts, also
/// one with the number 0.
///
/// @param classes number of different values; null for as many as the texts of the data have tokens, padding and the
///     unknown one included
public record OneHot(@Nullable Integer classes) implements Layer {
    public OneHot {
        if (classes != null) {
            Check.positive("classes", classes);
        }
    }

    public OneHot() {
        this(null);
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return classes == null ? new OneHot(counts.text()) : this;
    }

    @Override
    public Node build(Scope scope, Node x) {
        if (classes == null) {
            throw new InvalidRequestException(
                    "oneHot needs the number of tokens, which no text of the data tells; give it classes");
        }
        return scope.graph().add(new Categorical.OneHot(classes), x);
    }
}
