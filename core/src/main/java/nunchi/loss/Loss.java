package nunchi.loss;

import java.util.Locale;
import nunchi.graph.Node;

/// The function that training minimizes. Anyone may write one: a record that builds ops, and says what the model's
/// outputs mean.
///
/// ```java
/// record Hinge() implements Loss {                                    // max(0, 1 - y·s), y = 2t - 1
///     public OutputKind output() { return OutputKind.LABEL_SCORES; }  // above 0 is a yes; of VALUES above 0.5
///     public Node perExample(Node output, Node target) { … }          // [batch], no mean over the batch
/// }
/// ```
///
/// A training refuses a loss whose formula contradicts its kind: one that takes the two targets alike at 0 and not at
/// 0.5 has no outputs that are decided at 0.5.
public interface Loss {

    /// What the model's outputs mean: probabilities, decisions and metrics follow from it.
    OutputKind output();

    /// The loss of every example, which depends on that example alone: the mean over the batch is taken outside.
    ///
    /// @param output of the model, `[batch, …]`
    /// @param target what it should have been: for classes `[batch]` numbers or `[batch, classes]`, else of the
    ///               output's shape
    /// @return `[batch]`, in nats for cross-entropies; another shape is refused
    /// @throws nunchi.check.InvalidRequestException where output and target do not fit
    Node perExample(Node output, Node target);

    /// The loss's name in files and messages: the record's, with a small initial.
    default String name() {
        String type = getClass().getSimpleName();
        return type.isEmpty() ? "loss" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    /// What becomes of the examples' losses: their mean unless the record says otherwise.
    default Reduction reduction() {
        return Reduction.MEAN;
    }
}
