package nunchi.optimizer;

import nunchi.graph.Node;
import nunchi.schedule.Schedule;

/// The rule by which a gradient changes a weight. Anyone may write one: a record that builds ops.
///
/// {@snippet file="OwnLayer.java" region="optimizer"}
public interface Optimizer {
    /// By step; what a schedule, or a plateau, changes.
    Schedule learningRate();

    /// Writes the rule for one weight.
    ///
    /// @param slot     gives the learning rate and keeps what must last from step to step
    /// @param weight   the weight as it is
    /// @param gradient of its shape
    /// @return the weight as it shall be, of its shape
    Node step(Slot slot, Node weight, Node gradient);
}
