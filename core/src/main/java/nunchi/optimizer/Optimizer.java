package nunchi.optimizer;

import nunchi.graph.Node;
import nunchi.schedule.Schedule;

/// The rule by which a gradient changes a weight. Anyone may write one: a record that builds ops.
///
/// {@snippet file="OwnLayer.java" region="optimizer"}
public interface Optimizer {
    /// By step; what a schedule, or a plateau, changes.
    Schedule learningRate();

    /// Decoupled weight decay, which groups of weights may have more or less of; 0 for none.
    default double weightDecay() {
        return 0;
    }

    /// Writes the rule for one weight.
    ///
    /// @param slot     gives the learning rate and keeps what must last from step to step
    /// @param weight   the weight as it is
    /// @param gradient of its shape
    /// @return the weight as it shall be, of its shape
    Node step(Slot slot, Node weight, Node gradient);
}
