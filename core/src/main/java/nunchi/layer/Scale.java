package nunchi.layer;

import nunchi.check.Check;
import nunchi.graph.Node;

/// `y = x / divisor`: pixels 0 … 255 become 0 … 1 with a divisor of 255; `[batch, …]` in, the same shape out.
///
/// @param divisor number that every value is divided by
public record Scale(double divisor) implements Layer {
    public Scale {
        Check.positive("divisor", divisor);
    }

    @Override
    public Node build(Scope scope, Node x) {
        return x.times(1 / divisor);
    }
}
