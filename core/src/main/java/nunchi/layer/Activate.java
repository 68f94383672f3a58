package nunchi.layer;

import nunchi.activation.Activation;
import nunchi.check.Check;
import nunchi.graph.Node;

/// An activation as a layer of its own: `[batch, …]` in, the same shape out.
///
/// @param function activation function
public record Activate(Activation function) implements Layer {
    public Activate {
        Check.given("function", function);
    }

    @Override
    public Node build(Scope scope, Node x) {
        return function.apply(x);
    }
}
