package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.graph.op.Unary.Softplus;

/// Sigmoid and cross-entropy in one, stable for any logit: `L = mean over outputs of ln(1 + eᶻ) - t·z`, in nats.
///
/// The model ends in logits `[batch, …]`, without a sigmoid of its own; one that ends in a sigmoid is refused. Targets
/// are 0 or 1 (or probabilities), of the output's shape, or `[batch]` for one output; other numbers of values are
/// refused. Losses are `[batch]`.
///
/// Gradient: `z̄ = (sigmoid(z) - t) / outputs`.
///
/// @param reduction whether the losses of the examples of a batch are averaged or added (default: mean)
public record BinaryCrossEntropy(Reduction reduction) implements Loss {
    public BinaryCrossEntropy {
        Check.given("reduction", reduction);
    }

    public BinaryCrossEntropy() {
        this(Reduction.MEAN);
    }

    @Override
    public OutputKind output() {
        return OutputKind.LABEL_LOGITS;
    }

    @Override
    public Node perExample(Node output, Node target) {
        Check.require(
                !(output.op() instanceof Sigmoid),
                "the model ends in a sigmoid and the loss binaryCrossEntropy applies another; take the activation off the last layer");
        Node wanted = Targets.shapedLike(output, target);
        Node losses = output.graph().add(new Softplus(), output).minus(wanted.times(output));
        return Targets.meanPerExample(losses);
    }
}
