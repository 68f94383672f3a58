package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;

/// `L = mean over outputs of (y - t)²`, as Keras and PyTorch have it.
///
/// Outputs are `[batch, …]`, targets of their shape, or `[batch]` for one output; other numbers of values are refused.
/// Losses are `[batch]`, in the square of the targets' unit.
///
/// Gradient: `ȳ = 2 (y - t) / outputs`.
///
/// @param reduction whether the losses of the examples of a batch are averaged or added (default: mean)
public record MeanSquaredError(Reduction reduction) implements Loss {
    public MeanSquaredError {
        Check.given("reduction", reduction);
    }

    public MeanSquaredError() {
        this(Reduction.MEAN);
    }

    @Override
    public OutputKind output() {
        return OutputKind.VALUES;
    }

    @Override
    public Node perExample(Node output, Node target) {
        return Targets.meanPerExample(
                output.minus(Targets.shapedLike(output, target)).square());
    }
}
