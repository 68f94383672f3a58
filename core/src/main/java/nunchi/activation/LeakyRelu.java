package nunchi.activation;

import nunchi.check.Check;
import nunchi.graph.Node;

/// `y = x` where `x > 0`, else `slope · x`. The default slope is PyTorch's, 0.01; Keras takes 0.3. Maas et al., ICML
/// 2013.
///
/// @param slope slope below 0; Keras takes 0.3 (default: 0.01)
public record LeakyRelu(double slope) implements Activation {
    public LeakyRelu {
        Check.fraction("slope", slope);
    }

    public LeakyRelu() {
        this(0.01);
    }

    @Override
    public Node apply(Node x) {
        return x.maximum(x.times(slope));
    }
}
