package nunchi.activation;

import nunchi.graph.Node;

/// `y = ln(1 + eˣ)`, a smooth rectifier, range (0, ∞).
public record Softplus() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.graph().add(new nunchi.graph.op.Unary.Softplus(), x);
    }
}
