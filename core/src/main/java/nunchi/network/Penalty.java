package nunchi.network;

import nunchi.graph.Node;

/// A term that is added to the loss for the values of a kernel. Anyone may write one.
public interface Penalty {

    /// @param kernel of any shape
    /// @param batch  the number of examples of the step
    /// @return a scalar, `[]`
    Node of(Node kernel, int batch);
}
