package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// What losses on plain numbers share.
final class Targets {
    private Targets() {}

    /// The target in the output's shape; `[batch]` fits a single output.
    static Node shapedLike(Node output, Node target) {
        Check.require(target.shape().size() == output.shape().size(),
                "targets %s do not fit the model's output %s".formatted(target.shape(), output.shape()));
        return target.reshape(output.shape());
    }

    /// From `[batch, …]` to the mean of each example, `[batch]`.
    static Node meanPerExample(Node losses) {
        int batch = losses.shape().extent(0);
        int outputs = losses.shape().size() / batch;
        return losses.reshape(Shape.of(batch, outputs)).mean(1).reshape(Shape.of(batch));
    }
}
