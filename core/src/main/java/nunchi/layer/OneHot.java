package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical;

/// Each number as a vector with a 1 in its place: `y[…, j] = 1` where `x[…] = j`, else 0. What is none of
/// 0 … classes - 1 becomes a vector of zeros.
///
/// `[batch, steps]` becomes `[batch, steps, classes]`. No parameters, and no gradient flows. Every step counts, also
/// one with the number 0.
///
/// @param classes number of different values
public record OneHot(int classes) implements Layer {
    public OneHot {
        Check.positive("classes", classes);
    }

    @Override
    public Node build(Scope scope, Node x) {
        return scope.graph().add(new Categorical.OneHot(classes), x);
    }
}
