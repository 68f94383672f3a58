package nunchi.metric;

/// One number on how good predictions are. Anyone may write one: a record, and a line in the catalogue.
public interface Metric {

    /// As in journals, where `val_` comes before it: `top5`, `f1`, `auc`.
    String name();

    /// @return NaN where there is none
    double value(Predictions predictions);

    /// Whether it needs classes; else it needs numbers to be predicted.
    default boolean ofClasses() {
        return true;
    }

    /// Whether it is also of labels, each of which is true or not by itself; not unless told otherwise.
    default boolean ofLabels() {
        return false;
    }

    /// Whether it needs probabilities, which a loss on other values does not give.
    default boolean ofProbabilities() {
        return false;
    }

    /// Whether it is a share in [0, 1], which people read in percent.
    default boolean isShare() {
        return ofClasses();
    }
}
