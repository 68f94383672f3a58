package nunchi.activation;

import nunchi.graph.Node;

/// The logistic function `y = 1 / (1 + e⁻ˣ)`, range (0, 1); its slope is at most 1/4.
public record Sigmoid() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.graph().add(new nunchi.graph.op.Unary.Sigmoid(), x);
    }
}
