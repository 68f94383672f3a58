package nunchi.activation;

import nunchi.graph.Node;

/// `y = x · sigmoid(x)`, also called swish; least about -0.28. Elfwing, Uchibe, Doya, 2017.
public record Silu() implements Activation {
    @Override
    public Node apply(Node x) {
        return x.times(new Sigmoid().apply(x));
    }
}
