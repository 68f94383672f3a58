package nunchi.layer;

import java.util.List;
import nunchi.graph.Node;

/// One step of a recurrence, for [Unrolled]: what becomes of the states when a step of the sequence is read. Anyone may
/// write one, as an immutable record; its components are its keys in an experiment file.
///
/// {@snippet file="OwnCell.java" region="cell"}
public interface RecurrentCell {
    /// The size of each state.
    int units();

    /// The number of states that go from step to step. The first is h, which the layer gives.
    default int states() {
        return 1;
    }

    /// Makes the weights, once for all steps.
    ///
    /// @param scope    takes weights
    /// @param features of a step of the sequence
    /// @return writes a step, as often as there are steps
    Step begin(Scope scope, int features);

    /// Writes a step.
    interface Step {
        /// @param x      `[batch, features]`
        /// @param states after the step before, `[batch, units]` each
        /// @return the states after this step, as many and of the same shape
        List<Node> next(Node x, List<Node> states);
    }
}
