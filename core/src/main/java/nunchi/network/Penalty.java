package nunchi.network;

import nunchi.graph.Node;

/// What is added to the loss for a kernel's values. Anyone may write one.
public interface Penalty {

    /// @param kernel of any shape
    /// @param batch  the number of examples of the step
    /// @return a scalar, `[]`
    Node of(Node kernel, int batch);
}
