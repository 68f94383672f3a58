package nunchi.activation;

import nunchi.graph.Node;
import nunchi.graph.op.Unary.Erf;

/// `y = x · Φ(x)`, Φ being the standard normal distribution function; exact, as Keras and PyTorch have it by default,
/// or with `approximate` by the hyperbolic tangent; least about -0.17. Hendrycks, Gimpel, 2016.
///
/// @param approximate whether Φ is approximated by the hyperbolic tangent (default: false)
public record Gelu(boolean approximate) implements Activation {
    private static final double ROOT_HALF = 0.7071067811865476;
    private static final double ROOT_TWO_OVER_PI = 0.7978845608028654;

    public Gelu() {
        this(false);
    }

    @Override
    public Node apply(Node x) {
        Node twicePhi = approximate
                ? new Tanh().apply(x.plus(x.square().times(x).times(0.044715)).times(ROOT_TWO_OVER_PI))
                : x.graph().add(new Erf(), x.times(ROOT_HALF));
        return x.times(0.5).times(twicePhi.plus(1));
    }
}
