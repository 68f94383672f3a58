package nunchi.network;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.loss.Loss;
import nunchi.loss.Reduction;
import nunchi.tensor.Shape;

/// Writes a loss and holds it to its contract: one loss for each example, `[batch]`, from this example alone.
final class PerExample {
    private PerExample() {}

    /// @throws InvalidRequestException where the loss gives another shape, or pairs every example with every other by
    ///                                 stretching
    static Node of(Loss loss, Node output, Node targets) {
        Node fitted = loss.output().fitted(targets, output);
        int before = output.graph().nodes().size();
        Node losses = loss.perExample(output, fitted);
        int batch = output.shape().extent(0);
        requireApart(
                output.graph().nodes().subList(before, output.graph().nodes().size()), batch);
        Check.require(
                losses.shape().equals(Shape.of(batch)),
                "the loss %s gives the shape %s, but must give one loss for each example, [%d]; %s"
                        .formatted(
                                loss.name(),
                                losses.shape(),
                                batch,
                                losses.shape().size() == batch
                                        ? "reshape it"
                                        : "take the mean of each example's values, and none over the batch"));
        return losses;
    }

    /// What the losses of the examples are multiplied by before they are added, `[batch]`: `1/batch` or, where losses
    /// are means of decisions, `n / Σ n`; 1 or `n` where losses are added.
    static Node shares(Loss loss, Node output, Node targets) {
        Graph graph = output.graph();
        int batch = output.shape().extent(0);
        boolean mean = loss.reduction() == Reduction.MEAN;
        Node decisions = loss.decisions(output, loss.output().fitted(targets, output));
        if (decisions == null) {
            return graph.constant(mean ? 1.0 / batch : 1).broadcastTo(Shape.of(batch));
        }
        return mean ? decisions.dividedBy(decisions.sum(0).maximum(graph.constant(1))) : decisions;
    }

    /// `[batch, 1]` and `[batch]` stretch one another to `[batch, batch]`.
    private static void requireApart(List<Node> written, int batch) {
        for (Node node : written) {
            boolean pairs = node.op() instanceof Binary
                    && node.input(0).shape().rank() != node.input(1).shape().rank();
            if (pairs && stretched(node.input(0), node, batch) && stretched(node.input(1), node, batch)) {
                throw new InvalidRequestException(
                                "%s and %s would be stretched to %s, so that every example meets every other's target; reshape one to the other's shape"
                                        .formatted(
                                                node.input(0).shape(),
                                                node.input(1).shape(),
                                                node.shape()))
                        .at(node.path());
            }
        }
    }

    private static boolean stretched(Node operand, Node result, int batch) {
        Shape shape = operand.shape();
        return shape.rank() > 0 && shape.extent(0) == batch && !shape.equals(result.shape());
    }
}
