package nunchi.network;

import java.util.List;
import nunchi.graph.Node;

/// A bound on gradients, applied before the optimizer sees them. Anyone may write one.
public interface Clip {

    /// @param gradients of all trained weights, in their order, each of its weight's shape
    /// @return the bounded gradients, in the same order and shapes
    List<Node> apply(List<Node> gradients);
}
