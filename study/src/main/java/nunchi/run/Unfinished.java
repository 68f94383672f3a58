package nunchi.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import nunchi.experiment.TrainSettings;
import nunchi.train.Best;
import nunchi.train.Checkpoint;

/// A run that has not ended: its model is that of its last checkpoint, or, where the best is restored at the end, the
/// best one so far.
///
/// @param epoch  after which the weights are, from 1
/// @param epochs that the experiment asks for at most
public record Unfinished(Path folder, int epoch, int epochs) {

    /// Empty for a run that has ended, and for one that has no checkpoint.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is no such run, or a file of it is damaged
    public static Optional<Unfinished> of(Path folder, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        if (run.weights().isPresent()) {
            return Optional.empty();
        }
        CheckpointFile.Stored stored = CheckpointFile.latest(run);
        if (stored == null) {
            return Optional.empty();
        }
        TrainSettings settings = run.trainedExperiment(options.files()).train();
        Checkpoint checkpoint = stored.checkpoint();
        Best best = settings.restoresBest() && checkpoint.bestModel() != null
                ? checkpoint.stopping().best()
                : null;
        return Optional.of(new Unfinished(folder, best == null ? checkpoint.epoch() : best.epoch(), settings.epochs()));
    }

    /// In a sentence: `runs/x is unfinished: weights after epoch 49 of 3,000`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s is unfinished: weights after epoch %,d of %,d", folder, epoch, epochs);
    }
}
