package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;

/// In training every value is set to 0 with probability `rate` and the others are divided by `1 - rate`, so that the
/// mean stays; in inference nothing happens. `[batch, …]` in, the same shape out. Srivastava et al., *Dropout*, JMLR
/// 2014.
///
/// @param rate probability that a value is set to 0
public record Dropout(double rate) implements Layer {
    public Dropout {
        Check.fraction("rate", rate);
    }

    @Override
    public Node build(Scope scope, Node x) {
        if (!scope.training() || rate == 0) {
            return x;
        }
        return x.times(scope.keepMask(x.shape(), rate)).times(1 / (1 - rate));
    }
}
