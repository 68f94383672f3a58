package nunchi.train;

import java.util.SortedMap;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// All that a training goes on from after an epoch, with the same bits as if it had never stopped: on a backend that
/// computes in float32.
///
/// @param epoch           the last that was trained, from 1
/// @param model           its weights
/// @param optimizer       its moments and accumulators
/// @param bestModel       of the best epoch so far; null where none is kept
/// @param stopping        what the watch for the best epoch has seen
/// @param plateau         what the watch for a plateau has seen
/// @param rateFactors     by which the learning rate is multiplied, from which epoch on (from 0); empty where it never
///                        was
/// @param times           that it took so far
public record Checkpoint(
        int epoch,
        Snapshot model,
        Snapshot optimizer,
        @Nullable Snapshot bestModel,
        Watched stopping,
        Watched plateau,
        SortedMap<Integer, Double> rateFactors,
        Times times) {

    /// What a training took.
    ///
    /// @param stepMilliseconds the median of the steps
    /// @param trainingSeconds  spent in training steps
    /// @param seconds          spent in all
    public record Times(double stepMilliseconds, double trainingSeconds, double seconds) {}

    /// What a watch over a figure has seen.
    ///
    /// @param best   null before the first figure
    /// @param waited epochs without an improvement
    /// @param rest   epochs that are not counted yet
    public record Watched(@Nullable Best best, int waited, int rest) {
        static final Watched NOTHING = new Watched(null, 0, 0);
    }
}
