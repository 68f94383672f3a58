package nunchi.layer;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;

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
    public Node build(Scope scope, Node x) {
        Node value = x;
        for (int position = 0; position < layers.size(); position++) {
            Layer layer = layers.get(position);
            Node input = value;
            value = scope.child(position + "." + layer.name(), inner -> layer.build(inner, input));
        }
        return value;
    }
}
