package nunchi.record;

import nunchi.codec.Required;
import nunchi.experiment.Intervention;
import org.jspecify.annotations.Nullable;

/// A line of `journal.jsonl`: an event by its name, `{"event":"epoch",…}`, and what belongs to it.
public sealed interface JournalLine
        permits EpochRecord,
                HistogramsRecord,
                JournalLine.Started,
                JournalLine.Resumed,
                JournalLine.WeightsHash,
                JournalLine.InterventionLine,
                JournalLine.Finished,
                JournalLine.Failed {
    /// Before the first step.
    ///
    /// @param name   name of the experiment
    /// @param seed   random seed
    /// @param rows   number of training examples
    /// @param batch  examples in each training step
    /// @param steps  training steps in each epoch
    /// @param epochs maximum number of epochs
    record Started(String name, Long seed, Integer rows, Integer batch, Integer steps, Integer epochs)
            implements JournalLine {}

    /// Where a training goes on.
    ///
    /// @param epoch last epoch that was trained before
    record Resumed(Integer epoch) implements JournalLine {}

    /// Before the line of an epoch: what the weights are after it.
    ///
    /// @param epoch  epoch, from 1
    /// @param sha256 SHA-256 of the weights, as `weightsSha256` in `result.json` has it
    record WeightsHash(int epoch, @Required String sha256) implements JournalLine {}

    /// Something that was changed while the training ran.
    ///
    /// @param epoch epoch, from 1
    /// @param step  training step of the epoch before which it was made, from 1
    /// @param key   `optimizer.learningRate`, `stop`, `pause`, `resume` or `checkpoint`
    /// @param value new learning rate; absent for the others
    record InterventionLine(
            int epoch,
            int step,
            @Required String key,
            @Nullable Double value) implements JournalLine {
        /// Of the event that a training tells.
        public static InterventionLine of(Intervention made) {
            return new InterventionLine(made.epoch(), made.step(), made.key(), made.value());
        }
    }

    /// After the last epoch.
    ///
    /// @param status `finished` or `stopped early`
    /// @param epochs number of epochs trained
    record Finished(String status, Integer epochs) implements JournalLine {}

    /// Instead of [Finished].
    ///
    /// @param reason why the training failed
    record Failed(String reason) implements JournalLine {}
}
