package nunchi.layer;

import java.util.function.UnaryOperator;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// What a recurrent layer of a decoder reads at each step beside its input: the mean of the encoder's steps, weighted
/// by how well they fit the state of the step before. See [RecurrentAttention].
public final class ContextFeedback {
    private final String path;
    private final AttentionScores scores;
    private final Node memory;

    /// @param path   of the layer that looks
    /// @param scores of the encoder's steps
    /// @param memory what the encoder gives, `[batch, steps, features]`
    ContextFeedback(String path, AttentionScores scores, Node memory) {
        this.path = path;
        this.scores = scores;
        this.memory = memory;
    }

    /// The size of the mean.
    int features() {
        return memory.shape().last();
    }

    /// The part of a step's sums, `c·W`, of the state h of the step before: `[batch, units]` to
    /// `[batch, gates · units]`.
    ///
    /// @param weight `[features, gates · units]`
    UnaryOperator<Node> sums(Node weight) {
        return h -> h.graph().within(path, () -> {
            Shape shape = h.shape();
            Node one = h.reshape(Shape.of(shape.extent(0), 1, shape.last()));
            return scores.weights(one)
                    .matmul(memory)
                    .reshape(Shape.of(shape.extent(0), features()))
                    .matmul(weight);
        });
    }
}
