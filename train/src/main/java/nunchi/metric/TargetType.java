package nunchi.metric;

import nunchi.data.Dataset;
import nunchi.loss.OutputKind;

/// What a model is to say of an example: it follows from the kind of its outputs and from its data, and decides which
/// metrics there are.
public enum TargetType {
    /// One of the classes, as scikit-learn's `binary` and `multiclass`.
    CLASS,
    /// Which of the classes, each by itself, as scikit-learn's `multilabel-indicator`.
    LABELS,
    /// A text, token by token.
    SEQUENCE,
    /// The token that follows each token of a text.
    NEXT_TOKENS,
    /// The tag of each token of a text, one of the classes each.
    TAGS,
    /// Numbers, as scikit-learn's `continuous` and `continuous-multioutput`.
    VALUES;

    /// Whether something is decided at each step of a sequence.
    public boolean ofSteps() {
        return this == SEQUENCE || this == NEXT_TOKENS || this == TAGS;
    }

    /// @param kind of the model's outputs
    /// @param data with the truth
    public static TargetType of(OutputKind kind, Dataset data) {
        if (data.card().target() != null) {
            return switch (data.card().target().kind()) {
                case TOKENS -> SEQUENCE;
                case NEXT -> NEXT_TOKENS;
                case TAGS -> TAGS;
            };
        }
        if (data.classes().isEmpty()) {
            return VALUES;
        }
        return kind.ofLabels() && data.target().size() > 1 ? LABELS : CLASS;
    }
}
