package nunchi.activation;

import nunchi.graph.Node;

/// Probabilities along the last axis: `yᵢ = e^xᵢ / Σⱼ e^xⱼ`.
public record Softmax() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.graph().add(new nunchi.graph.op.Softmax(), x);
    }
}
