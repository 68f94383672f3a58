package nunchi.network;

import java.util.List;
import nunchi.check.Check;
import nunchi.graph.Node;

/// Every value is brought into [-limit, limit].
///
/// @param limit maximum magnitude of a gradient's element
public record ClipByValue(double limit) implements Clip {
    public ClipByValue {
        Check.positive("limit", limit);
    }

    @Override
    public List<Node> apply(List<Node> gradients) {
        return gradients.stream().map(this::clip).toList();
    }

    private Node clip(Node gradient) {
        return gradient.minimum(gradient.graph().constant(limit))
                .maximum(gradient.graph().constant(-limit));
    }
}
