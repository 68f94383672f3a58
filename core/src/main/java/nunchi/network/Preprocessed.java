package nunchi.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.layer.Layer;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import org.jspecify.annotations.Nullable;

/// A whole model with what is done to its examples before: preprocessing layers at `preprocess.0.scale`, then the
/// model's own at `0.dense`, `1.dense`, …, so that both are stored together and the model's paths do not depend on the
/// preprocessing.
///
/// @param preprocess may be empty
/// @param layers     at least one
/// @param views      of each image, over which the output is averaged where nothing is trained; null for the example
///                   alone
public record Preprocessed(
        List<Layer> preprocess,
        List<Layer> layers,
        @Nullable Views views) implements Layer {
    public Preprocessed {
        preprocess = Check.elements("preprocess", preprocess);
        layers = Check.elements("layers", layers);
        Check.require(!layers.isEmpty(), "a model needs at least one layer");
    }

    public Preprocessed(List<Layer> preprocess, List<Layer> layers) {
        this(preprocess, layers, null);
    }

    /// The same model of the example alone.
    public Preprocessed withoutViews() {
        return new Preprocessed(preprocess, layers);
    }

    /// Every layer by its path, first to last.
    public SequencedMap<String, Layer> byPath() {
        SequencedMap<String, Layer> parts = new LinkedHashMap<>();
        preprocess.forEach(layer -> parts.put("preprocess." + parts.size() + "." + layer.name(), layer));
        layers.forEach(layer -> parts.put(parts.size() - preprocess.size() + "." + layer.name(), layer));
        return parts;
    }

    /// The paths of layers that a person names: by position in the model, `0`, or by path, `0.dense` or, within one,
    /// `2.residual/0.dense`.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name, listing the known ones
    public Set<String> paths(Collection<String> names) {
        Set<String> paths = new LinkedHashSet<>();
        for (String name : names) {
            String outer = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
            String found = byPath().keySet().stream()
                    .filter(path -> path.equals(outer) || path.startsWith(outer + "."))
                    .findFirst()
                    .orElseThrow(() -> Check.unknown("layer", name, byPath().keySet()));
            paths.add(found + name.substring(outer.length()));
        }
        return paths;
    }

    /// Whether a tensor belongs to one of these layers.
    ///
    /// @param paths  of layers
    /// @param weight the tensor's name: `0.dense/weight`
    public static boolean within(Set<String> paths, String weight) {
        return paths.stream().anyMatch(path -> weight.startsWith(path + "/"));
    }

    @Override
    public Node build(Scope scope, Node x) {
        return chain(scope, x, (_, _) -> {});
    }

    /// Writes the layers and tells of each one's path and output, `[batch, …]`: what it makes of the examples
    /// themselves, without their other views.
    public Node build(Scope scope, Node x, BiConsumer<String, Node> seen) {
        int batch = x.shape().extent(0);
        return chain(scope, x, (path, output) -> seen.accept(path, Views.first(output, batch)));
    }

    private Node chain(Scope scope, Node x, BiConsumer<String, Node> seen) {
        if (views == null || scope.training()) {
            return Sequential.chain(byPath(), scope, x, seen);
        }
        Node all = scope.child("views", _ -> views.of(x));
        Node outputs = Sequential.chain(byPath(), scope, all, seen);
        return scope.child("views", _ -> views.mean(outputs));
    }
}
