package nunchi.record;

import java.util.SequencedMap;
import nunchi.codec.Required;
import nunchi.codec.Tree;
import org.jspecify.annotations.Nullable;

/// What a checkpoint holds besides tensors: JSON in the metadata of `weights/state.safetensors`.
///
/// @param rateFactors of the learning rate, by the epochs from which they count
/// @param experiment  that was trained so far, as it is written to a file; missing in files of before it was recorded
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
    /// @param best null before the first measurement
    public record WatchedRecord(int waited, int rest, RunRecord.@Nullable BestRecord best) {}
}
