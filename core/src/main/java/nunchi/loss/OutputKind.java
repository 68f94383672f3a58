package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Sigmoid;
import nunchi.graph.op.Softmax;
import nunchi.tensor.Shape;

/// What the numbers mean that a model gives to its loss. Whoever decides for a class, shows a probability or measures a metric reads this, and
/// nothing else of the loss.
///
/// | kind | output | prediction | target | decision |
/// |---|---|---|---|---|
/// | `CLASS_LOGITS` | `[batch, classes]` | softmax(z) | `[batch]` class numbers, or `[batch, classes]` distributions | the largest |
/// | `CLASS_PROBABILITIES` | `[batch, classes]` | as it is | the same | the largest |
/// | `LABEL_LOGITS` | `[batch, …]` | sigmoid(z) | of the output's shape, in [0, 1] | each alone, above 0 |
/// | `LABEL_PROBABILITIES` | `[batch, …]` | as it is | the same | each alone, above 0.5 |
/// | `VALUES` | `[batch, …]` | as it is | of the output's shape | one value: above 0.5; several: the largest |
///
/// One label tells two classes apart: its probability is that of class 1. The decision of `VALUES` is taken where the targets are classes.
public enum OutputKind {
    CLASS_LOGITS,
    CLASS_PROBABILITIES,
    LABEL_LOGITS,
    LABEL_PROBABILITIES,
    VALUES;

    /// Whether exactly one of the outputs is true.
    public boolean ofClasses() {
        return this == CLASS_LOGITS || this == CLASS_PROBABILITIES;
    }

    /// Whether each output is true or not, whatever the others are.
    public boolean ofLabels() {
        return this == LABEL_LOGITS || this == LABEL_PROBABILITIES;
    }

    /// Whether predictions are made of the outputs, and not the outputs themselves.
    public boolean isLogits() {
        return this == CLASS_LOGITS || this == LABEL_LOGITS;
    }

    /// Whether predictions are probabilities.
    public boolean isProbability() {
        return this != VALUES;
    }

    /// What an output alone must exceed to mean yes.
    public float threshold() {
        return isLogits() ? 0 : 0.5f;
    }

    /// What the output means to a person, of its shape: probabilities for logits, else the output itself.
    public Node prediction(Node output) {
        return switch (this) {
            case CLASS_LOGITS -> output.graph().add(new Softmax(), output);
            case LABEL_LOGITS -> output.graph().add(new Sigmoid(), output);
            case CLASS_PROBABILITIES, LABEL_PROBABILITIES, VALUES -> output;
        };
    }

    /// The targets in the shape that a loss of this kind takes: `[batch]` or the output's for classes, else the output's.
    ///
    /// @param target `[batch, …]`
    /// @throws nunchi.check.InvalidRequestException where there are more or fewer of them than the output has
    public Node fitted(Node target, Node output) {
        if (!ofClasses()) {
            return Targets.shapedLike(output, target);
        }
        int batch = output.shape().extent(0);
        boolean numbers = target.shape().size() == batch;
        Check.require(numbers || target.shape().equals(output.shape()), Targets.unfit(output, target));
        return numbers ? target.reshape(Shape.of(batch)) : target;
    }
}
