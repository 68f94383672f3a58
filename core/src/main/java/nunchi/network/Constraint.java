package nunchi.network;

import nunchi.graph.Node;

/// A condition that kernels meet after every step. Anyone may write one.
public interface Constraint {

    /// @param kernel of any shape
    /// @return the kernel brought back to where it may be, of its shape
    Node apply(Node kernel);
}
