package nunchi.train;

import nunchi.weights.Snapshot;

/// Sees the weights of a training step by step, as [CheckedTraining#steps] has them.
public interface StepVisitor {
    /// @param steps   of the epoch that were made, from 0
    /// @param weights of the model after them; a copy
    /// @return whether to go on with the next step
    boolean visit(int steps, Snapshot weights);
}
