package nunchi.metric;

/// A number that says how good predictions are. Anyone may write one: a record, and a line in the catalogue. What it
/// says of itself here is all that early stopping, searches and reports know of a metric, one of Nunchi's or another.
public interface Metric {

    /// As in journals, where `val_` comes before it, and as it is monitored: `top5`, `f1`, `auc`.
    String name();

    /// @return NaN where there is none
    double value(Predictions predictions);

    /// Which values are better.
    Direction direction();

    /// As in reports: `ROC-AUC`; default: the name.
    default String words() {
        return name();
    }

    /// As after a value in reports: `days`, or [Quantity#PERCENT] of a fraction in [0, 1], which is shown in percent;
    /// default: none.
    default String unit() {
        return "";
    }

    /// Whether it needs classes; else it needs numbers or texts to be predicted.
    default boolean ofClasses() {
        return true;
    }

    /// Whether it is also of labels, each of which is true or not by itself; not unless told otherwise.
    default boolean ofLabels() {
        return false;
    }

    /// Whether it is of texts that are predicted token by token; not unless told otherwise.
    default boolean ofTexts() {
        return false;
    }

    /// Whether it is of the tokens that follow each token of a text; not unless told otherwise.
    default boolean ofNextTokens() {
        return false;
    }

    /// Whether it is also of the tags of tokens, each of which is decided like the class of an example; not unless told
    /// otherwise.
    default boolean ofTags() {
        return false;
    }

    /// Whether it needs probabilities, which a loss on other values does not give.
    default boolean ofProbabilities() {
        return false;
    }
}
