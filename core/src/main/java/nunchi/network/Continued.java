package nunchi.network;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.layer.ContinuedStates;
import nunchi.layer.Layer;
import nunchi.layer.Scope;

/// A model whose recurrent layers go on with the states that the batch before ended with.
record Continued(Layer model) implements Layer {
    @Override
    public Node build(Scope scope, Node x) {
        Node output = model.build(scope.continued(), x);
        Check.require(
                !ContinuedStates.of(scope.graph()).isEmpty(),
                "the model has no recurrent layer whose state could go on; leave continueState out");
        return output;
    }
}
