package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.tensor.Shape;

/// What losses on plain numbers share.
final class Targets {
    private Targets() {}

    /// The target in the output's shape; `[batch]` fits a single output.
    static Node shapedLike(Node output, Node target) {
        Check.require(target.shape().size() == output.shape().size(), unfit(output, target));
        return target.reshape(output.shape());
    }

    static String unfit(Node output, Node target) {
        int batch = output.shape().extent(0);
        int targets = target.shape().size() / batch;
        return "targets %s do not fit the model's output %s: an example has %d, but the last layer gives %d; give it %d %s"
                .formatted(
                        target.shape(),
                        output.shape(),
                        targets,
                        output.shape().size() / batch,
                        targets,
                        targets == 1 ? "unit" : "units");
    }

    /// From `[batch, …]` to the mean of each example, `[batch]`.
    static Node meanPerExample(Node losses) {
        int batch = losses.shape().extent(0);
        int outputs = losses.shape().size() / batch;
        return losses.reshape(Shape.of(batch, outputs)).mean(1).reshape(Shape.of(batch));
    }
}
