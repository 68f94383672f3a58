package nunchi.record;

import java.util.SequencedMap;
import nunchi.codec.Required;
import nunchi.codec.Tree;
import org.jspecify.annotations.Nullable;

/// What a checkpoint holds besides tensors: JSON in the metadata of `weights/state.safetensors`.
///
/// @param epoch            last epoch that was trained
/// @param stopping         state of early stopping
/// @param plateau          state of the reduction on plateaus
/// @param rateFactors      factor of the learning rate, by the epoch from which it counts
/// @param stepMilliseconds median duration of a training step, in milliseconds
/// @param trainingSeconds  duration of the training, in seconds
/// @param seconds          duration with evaluation, in seconds
/// @param experiment       experiment that was trained so far
public record CheckpointRecord(
        int epoch,
        @Required WatchedRecord stopping,
        @Required WatchedRecord plateau,
        @Required SequencedMap<String, Double> rateFactors,
        double stepMilliseconds,
        double trainingSeconds,
        double seconds,
        Tree experiment) {

    /// What early stopping or a plateau has seen.
    ///
    /// @param waited epochs without improvement
    /// @param rest   epochs that do not count yet
    /// @param best   best epoch; absent before the first measurement
    public record WatchedRecord(int waited, int rest, RunRecord.@Nullable BestRecord best) {}
}
