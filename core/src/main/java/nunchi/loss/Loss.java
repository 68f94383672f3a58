package nunchi.loss;

import nunchi.graph.Node;

/// What training makes small. Anyone may write one: a record that builds ops.
public interface Loss {

    /// The loss of every example.
    ///
    /// @param output of the model, `[batch, …]`
    /// @param target what it should have been: `[batch]` class numbers, or of the output's shape
    /// @return `[batch]`, in nats for cross-entropies
    /// @throws nunchi.check.InvalidRequestException where output and target do not fit
    Node perExample(Node output, Node target);

    /// What the output means to a person, of its shape: probabilities for logits, else the output itself.
    default Node prediction(Node output) {
        return output;
    }

    /// What becomes of the examples' losses: their mean unless the record says otherwise.
    default Reduction reduction() {
        return Reduction.MEAN;
    }
}
