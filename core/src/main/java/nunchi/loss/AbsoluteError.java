package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;

/// `L = mean over outputs of |y - t|`: Keras' MeanAbsoluteError, PyTorch's L1Loss. In files it is `meanAbsoluteError`,
/// as the metric is; in Java their names differ.
///
/// Outputs are `[batch, …]`, targets of their shape, or `[batch]` for one output; other numbers of values are refused.
/// Losses are `[batch]`, in the targets' unit.
///
/// Gradient: `ȳ = sign(y - t) / outputs`, 0 where `y = t`.
///
/// @param reduction whether the losses of the examples of a batch are averaged or added (default: mean)
public record AbsoluteError(Reduction reduction) implements Loss {
    public AbsoluteError {
        Check.given("reduction", reduction);
    }

    public AbsoluteError() {
        this(Reduction.MEAN);
    }

    @Override
    public String name() {
        return "meanAbsoluteError";
    }

    @Override
    public OutputKind output() {
        return OutputKind.VALUES;
    }

    @Override
    public Node perExample(Node output, Node target) {
        return Targets.meanPerExample(
                output.minus(Targets.shapedLike(output, target)).absolute());
    }
}
