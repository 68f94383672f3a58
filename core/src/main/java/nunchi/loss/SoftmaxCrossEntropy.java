package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.CrossEntropy;
import nunchi.graph.op.Categorical.OneHot;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.tensor.Shape;

/// Softmax and cross-entropy in one, stable for any logits: `L = -Σⱼ tⱼ · ln softmax(z)ⱼ`, in nats.
///
/// The model ends in logits `[batch, classes]`, without a softmax of its own; one that ends in a softmax is refused, as
/// are outputs of another rank. Targets are class numbers `[batch]` or distributions `[batch, classes]`, losses
/// `[batch]`. With label smoothing s the target is `(1 - s) · t + s / classes` (Szegedy et al., CVPR 2016).
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
                output.shape().rank() == 2,
                "softmaxCrossEntropy takes logits [batch, classes], but the model gives %s; did a flatten go missing?"
                        .formatted(output.shape()));
        int classes = output.shape().last();
        Node wanted = target.shape().rank() == 1 ? output.graph().add(new OneHot(classes), target) : target;
        Check.require(
                wanted.shape().equals(output.shape()),
                "targets %s do not fit the model's output %s".formatted(target.shape(), output.shape()));
        if (labelSmoothing > 0) {
            wanted = wanted.times(1 - labelSmoothing).plus(labelSmoothing / classes);
        }
        return output.graph()
                .add(new CrossEntropy(), output, wanted)
                .reshape(Shape.of(output.shape().extent(0)));
    }
}
