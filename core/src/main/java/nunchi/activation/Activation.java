package nunchi.activation;

import nunchi.graph.Node;

/// A function applied to the output of a layer; it keeps the shape. Anyone may write one: a record that builds ops.
public interface Activation {
    /// @param x of any shape
    /// @return of the same shape
    Node apply(Node x);
}
