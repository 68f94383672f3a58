package nunchi.activation;

import nunchi.graph.Node;

/// The rectifier `y = max(x, 0)`, range [0, ∞). Nair, Hinton, ICML 2010.
public record Relu() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.graph().add(new nunchi.graph.op.Unary.Relu(), x);
    }
}
