package nunchi.activation;

import nunchi.graph.Node;

/// The hyperbolic tangent, range (-1, 1); its slope is at most 1.
public record Tanh() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.graph().add(new nunchi.graph.op.Unary.Tanh(), x);
    }
}
