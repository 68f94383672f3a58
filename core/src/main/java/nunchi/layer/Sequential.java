package nunchi.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import nunchi.check.Check;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// Layers one after another: the output of each is the input of the next. `[batch, …]` in, the last layer's shape out.
///
/// @param layers layers from first to last
public record Sequential(List<Layer> layers) implements Layer {
    public Sequential {
        layers = Check.elements("layers", layers);
        Check.require(!layers.isEmpty(), "a model needs at least one layer");
    }

    public Sequential(Layer... layers) {
        this(Check.elements("layers", layers));
    }

    @Override
    public Layer withTokens(TokenCounts counts) {
        return new Sequential(counts.tell(layers));
    }

    @Override
    public Node build(Scope scope, Node x) {
        return chain(named(layers), scope, x, (_, _) -> {});
    }

    /// Layers by their names in a path: `0.dense`, `1.dropout`.
    static SequencedMap<String, Layer> named(List<Layer> layers) {
        SequencedMap<String, Layer> parts = new LinkedHashMap<>();
        layers.forEach(layer -> parts.put(parts.size() + "." + layer.name(), layer));
        return parts;
    }

    /// What layers one after another leave.
    ///
    /// @param value output of the last one
    /// @param mask  which of its steps are there; null where all are
    record Passed(Node value, @Nullable Node mask) {}

    /// Writes layers one after another, each into a scope of its name with the mask that the one before left.
    ///
    /// @param parts by name, first to last
    /// @param seen  hears each layer's name and output, `[batch, …]`
    public static Node chain(SequencedMap<String, Layer> parts, Scope scope, Node x, BiConsumer<String, Node> seen) {
        return pass(parts, scope, x, seen).value();
    }

    /// The same with the mask of the output.
    static Passed pass(SequencedMap<String, Layer> parts, Scope scope, Node x, BiConsumer<String, Node> seen) {
        Node value = x;
        @Nullable Node mask = scope.mask();
        for (Map.Entry<String, Layer> part : parts.entrySet()) {
            Layer layer = part.getValue();
            Node input = value;
            Scope here = scope.withMask(mask);
            value = here.child(part.getKey(), inner -> layer.build(inner, input));
            mask = layer.mask(here, input);
            seen.accept(part.getKey(), value);
        }
        return new Passed(value, mask);
    }
}
