package nunchi.layer;

import java.util.Locale;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

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

    /// Which steps of the layer's output are there, for the layers that follow: by default those of its input. A layer
    /// that makes sequences, or makes one vector of each, says it here.
    ///
    /// @param scope the layer's, with the mask of its input
    /// @param x     the layer's input, `[batch, …]`
    /// @return `[batch, steps]`, 1 for a step that is there and 0 for padding; null where all are
    default @Nullable Node mask(Scope scope, Node x) {
        return scope.mask();
    }

    /// The layer for text data with so many tokens; the layer itself where it does not depend on them.
    default Layer withTokens(TokenCounts counts) {
        return this;
    }

    /// The layer's name in paths and files: the record's, with a small initial.
    default String name() {
        String type = getClass().getSimpleName();
        return type.isEmpty() ? "layer" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }
}
