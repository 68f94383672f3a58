package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Softmax and cross-entropy in one, stable for any logits: `L = -Σⱼ tⱼ · ln softmax(z)ⱼ`, in nats.
///
/// The model ends in logits `[batch, classes]`, without a softmax of its own; one that ends in a softmax is refused, as
/// are outputs of another rank. Targets are class numbers `[batch]` or distributions `[batch, classes]`, losses
/// `[batch]`. Of sequences, logits are `[batch, steps, classes]` and targets `[batch, steps]`; the loss of a sequence
/// is the mean of its steps, those whose class is -1 left out, and that of a batch or a data set the mean of all steps.
/// With label smoothing s the target is `(1 - s) · t + s / classes` (Szegedy et al., CVPR 2016).
///
/// Gradient: `z̄ = softmax(z) - t`, where t sums to 1.
///
/// @param labelSmoothing fraction s of the target that is spread evenly over all classes (default: 0)
/// @param reduction      whether the losses of the examples of a batch are averaged or added (default: mean)
public record SoftmaxCrossEntropy(double labelSmoothing, Reduction reduction) implements Loss {
    public SoftmaxCrossEntropy {
        Check.given("reduction", reduction);
        Check.fraction("labelSmoothing", labelSmoothing);
    }

    public SoftmaxCrossEntropy() {
        this(0, Reduction.MEAN);
    }

    @Override
    public OutputKind output() {
        return OutputKind.CLASS_LOGITS;
    }

    @Override
    public Node perExample(Node output, Node target) {
        Check.require(
                !(output.op() instanceof Softmax),
                "the model ends in a softmax and the loss softmaxCrossEntropy applies another; take the activation off the last layer");
        Check.require(
                output.shape().rank() == 2 || output.shape().rank() == 3,
                "softmaxCrossEntropy takes logits [batch, classes], or [batch, steps, classes] of sequences, but the model gives %s; did a flatten go missing?"
                        .formatted(output.shape()));
        int classes = output.shape().last();
        boolean numbers = target.shape().rank() == output.shape().rank() - 1;
        Node wanted = numbers ? output.graph().add(new OneHot(classes), target) : target;
        Check.require(
                wanted.shape().equals(output.shape()),
                "targets %s do not fit the model's output %s%s"
                        .formatted(
                                target.shape(),
                                output.shape(),
                                output.shape().rank() == 3 ? "; did a flatten go missing?" : ""));
        if (labelSmoothing > 0) {
            wanted = wanted.times(1 - labelSmoothing).plus(labelSmoothing / classes);
        }
        Shape rows = Shape.of(output.shape().rows(), classes);
        Node losses = output.graph().add(new CrossEntropy(), output.reshape(rows), wanted.reshape(rows));
        return overSteps(losses.reshape(Shape.of(output.shape().rows())), output, numbers ? target : null);
    }

    /// From the losses of all steps to the mean of each sequence, steps without a class left out.
    ///
    /// @param classes `[batch, steps]`; null where every step has a distribution
    private static Node overSteps(Node losses, Node output, @Nullable Node classes) {
        if (output.shape().rank() == 2) {
            return losses;
        }
        Graph graph = output.graph();
        Shape steps = Shape.of(output.shape().extent(0), output.shape().extent(1));
        Node counted = classes == null ? graph.constant(1).broadcastTo(steps) : counted(classes);
        Node count = counted.sum(1).maximum(graph.constant(1));
        return losses.reshape(steps).times(counted).sum(1).dividedBy(count).reshape(Shape.of(steps.extent(0)));
    }

    private static Node counted(Node classes) {
        return classes.greater(classes.graph().constant(-1));
    }

    @Override
    public @Nullable Node decisions(Node output, Node target) {
        boolean steps = output.shape().rank() == 3 && target.shape().rank() == 2;
        return steps ? counted(target).sum(1).reshape(Shape.of(target.shape().extent(0))) : null;
    }
}
