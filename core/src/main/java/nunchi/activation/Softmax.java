package nunchi.activation;

import nunchi.graph.Node;

/// Probabilities along the last axis, each in [0, 1] and 1 together: `yᵢ = e^xᵢ / Σⱼ e^xⱼ`; `[batch, …, classes]` in
/// and out.
public record Softmax() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.graph().add(new nunchi.graph.op.Categorical.Softmax(), x);
    }
}
