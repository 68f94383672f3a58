package nunchi.layer;

import java.util.Locale;
import nunchi.graph.Node;

/// A part of a network: a description without numbers, which writes its ops into a graph. Anyone may write one, as an
/// immutable record; its components are its keys in an experiment file, and its shortest constructor names those that
/// must be given.
///
/// {@snippet file="OwnLayer.java" region="layer"}
public interface Layer {

    /// Writes the layer.
    ///
    /// @param scope takes ops and weights
    /// @param x     the layer's input, `[batch, …]`
    /// @return the layer's output, `[batch, …]`
    /// @throws nunchi.check.InvalidRequestException where the layer cannot take the input's shape
    Node build(Scope scope, Node x);

    /// The layer's name in paths and files: the record's, with a small initial.
    default String name() {
        String type = getClass().getSimpleName();
        return type.isEmpty() ? "layer" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
}
