package nunchi.run;

import java.nio.file.Path;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Where the weights of two runs differ first: by the journals the epoch, and, by training both again up to there, the
/// step and the tensor.
///
/// @param agreed   number of first epochs after which both have the same bits, by their journals
/// @param compared number of epochs that both journals have
/// @param place    where they differ; null where they have the same bits, and where training again did not tell
/// @param obstacle why training again did not tell, for a person; null where it did or was not needed
public record FirstDifference(
        int agreed,
        int compared,
        @Nullable Place place,
        @Nullable String obstacle) {

    /// The first step after which a tensor differs.
    ///
    /// @param epoch     from 1
    /// @param step      of the epoch, from 1; 0 where the weights differ before the first step
    /// @param steps     of the epoch
    /// @param tensor    the first of the model's tensors that differs after the step
    /// @param differing number of its values that differ
    /// @param values    number of all its values
    /// @param largest   largest absolute difference of a value; NaN where the tensor has another shape in each run, or
    ///                  is missing in one
    public record Place(int epoch, int step, int steps, String tensor, int differing, int values, double largest) {}

    /// Whether all epochs that both runs have end with the same bits.
    public boolean same() {
        return agreed == compared;
    }

    /// Of two runs, whose data is found by its name.
    ///
    /// @throws nunchi.check.InvalidRequestException when a folder holds no run, or a journal has no SHA-256 of the
    ///     weights, as in runs of earlier versions
    /// @throws nunchi.train.TrainingFailedException when memory is too small to train again
    public static FirstDifference of(Path first, Path second, RunOptions options) {
        RunFolder one = RunFolder.open(first);
        RunFolder other = RunFolder.open(second);
        WeightsHashes before = hashes(one);
        WeightsHashes after = hashes(other);
        int compared = (int) before.recorded().keySet().stream()
                .filter(after.recorded()::containsKey)
                .count();
        int agreed = (int) before.recorded().entrySet().stream()
                .takeWhile(epoch -> epoch.getValue().equals(after.recorded().get(epoch.getKey())))
                .count();
        if (agreed == compared) {
            return new FirstDifference(agreed, compared, null, null);
        }
        return new StepComparison(one, other, agreed + 1, options).result(agreed, compared);
    }

    private static WeightsHashes hashes(RunFolder run) {
        WeightsHashes hashes = WeightsHashes.of(run);
        Check.require(
                !hashes.recorded().isEmpty(),
                "the journal of %s has no SHA-256 of the weights after an epoch: it has no whole epoch, or an earlier version trained it"
                        .formatted(run.path()));
        return hashes;
    }
}
