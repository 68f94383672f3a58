package nunchi.loss;

import nunchi.check.Check;
import nunchi.graph.Node;
import nunchi.graph.op.Categorical.Softmax;
import nunchi.graph.op.Unary.Sigmoid;
import nunchi.tensor.Shape;

/// What the numbers mean that a model gives to its loss. Whoever decides for a class, shows a probability or measures a
/// metric reads this, and nothing else of the loss.
///
/// | kind | output | prediction | target | decision |
/// |---|---|---|---|---|
/// | `CLASS_LOGITS` | `[batch, (steps,) classes]` | softmax(z) | `[batch (, steps)]` numbers, or shares | the largest |
/// | `CLASS_PROBABILITIES` | `[batch, classes]` | as it is | the same | the largest |
/// | `LABEL_LOGITS` | `[batch, …]` | sigmoid(z) | of the output's shape, in [0, 1] | each alone, above 0 |
/// | `LABEL_PROBABILITIES` | `[batch, …]` | as it is | the same | each alone, above 0.5 |
/// | `CLASS_SCORES` | `[batch, classes]` | as it is | as of `CLASS_LOGITS` | the largest |
/// | `LABEL_SCORES` | `[batch, …]` | as it is | of the output's shape, in [0, 1] | each alone, above 0 |
/// | `VALUES` | `[batch, …]` | as it is | of the output's shape | one value: above 0.5; several: the largest |
///
/// One label tells two classes apart: its probability is that of class 1. Scores are margins, as those of a hinge loss:
/// the farther from 0, the surer, and no probability follows from them. `VALUES` are estimates of the targets
/// themselves, as under a squared error; they are decided for a class where the targets are classes, half way between 0
/// and 1.
public enum OutputKind {
    CLASS_LOGITS,
    CLASS_PROBABILITIES,
    LABEL_LOGITS,
    LABEL_PROBABILITIES,
    CLASS_SCORES,
    LABEL_SCORES,
    VALUES;

    /// Whether exactly one of the outputs is true.
    public boolean ofClasses() {
        return this == CLASS_LOGITS || this == CLASS_PROBABILITIES || this == CLASS_SCORES;
    }

    /// Whether each output is true or not, whatever the others are.
    public boolean ofLabels() {
        return this == LABEL_LOGITS || this == LABEL_PROBABILITIES || this == LABEL_SCORES;
    }

    /// Whether predictions are made of the outputs, and not the outputs themselves.
    public boolean isLogits() {
        return this == CLASS_LOGITS || this == LABEL_LOGITS;
    }

    /// Whether predictions are probabilities.
    public boolean isProbability() {
        return this != VALUES && !isScore();
    }

    /// Whether outputs are margins, whose sign decides.
    public boolean isScore() {
        return this == CLASS_SCORES || this == LABEL_SCORES;
    }

    /// What an output alone must exceed to mean yes.
    public float threshold() {
        return isLogits() || isScore() ? 0 : 0.5f;
    }

    /// What a prediction of one unit, which is of class 1, says of class 0: `-s` for scores, else `1 - p`.
    public float ofOther(float prediction) {
        return isScore() ? -prediction : 1 - prediction;
    }

    /// What the output means to a person, of its shape: probabilities for logits, else the output itself.
    public Node prediction(Node output) {
        return switch (this) {
            case CLASS_LOGITS -> output.graph().add(new Softmax(), output);
            case LABEL_LOGITS -> output.graph().add(new Sigmoid(), output);
            case CLASS_PROBABILITIES, LABEL_PROBABILITIES, CLASS_SCORES, LABEL_SCORES, VALUES -> output;
        };
    }

    /// The targets in the shape that a loss of this kind takes: `[batch]` or the output's for classes, else the
    /// output's.
    ///
    /// @param target `[batch, …]`
    /// @throws nunchi.check.InvalidRequestException where there are more or fewer of them than the output has
    public Node fitted(Node target, Node output) {
        if (!ofClasses()) {
            return Targets.shapedLike(output, target);
        }
        int batch = output.shape().extent(0);
        boolean ofSteps = output.shape().rank() == 3
                && target.shape().size() == output.shape().rows();
        Shape steps = ofSteps ? Shape.of(batch, output.shape().extent(1)) : Shape.of(batch);
        boolean numbers = target.shape().size() == steps.size();
        Check.require(numbers || target.shape().equals(output.shape()), Targets.unfit(output, target));
        return numbers ? target.reshape(steps) : target;
    }
}
