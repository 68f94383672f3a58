package nunchi.loss;

import nunchi.graph.Node;

/// `L = mean over outputs of (y - t)²`, as Keras and PyTorch have it.
///
/// Gradient: `ȳ = 2 (y - t) / outputs`.
public record MeanSquaredError(Reduction reduction) implements Loss {
    public MeanSquaredError() {
        this(Reduction.MEAN);
    }

    @Override
    public Node perExample(Node output, Node target) {
        return Targets.meanPerExample(output.minus(Targets.shapedLike(output, target)).square());
    }
}
