package nunchi.loss;

import java.util.Locale;
import nunchi.graph.Node;
import org.jspecify.annotations.Nullable;

/// The function that training minimizes. Anyone may write one: a record that builds ops, and says what the model's
/// outputs mean.
///
/// {@snippet file="OwnLoss.java" region="hinge"}
///
/// A training rejects a loss whose formula contradicts its kind. A loss that is symmetric in the two targets at output
/// 0, for instance, has no decision threshold of 0.5.
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

    /// How many decisions the loss of each example is the mean of: that of a sequence, of the steps that have a class.
    /// The mean over a batch weighs each example by it, so that every step counts alike: `Σ nᵢ·Lᵢ / Σ nᵢ`.
    ///
    /// @return `[batch]`; null where every example is one
    default @Nullable Node decisions(Node output, Node target) {
        return null;
    }

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
