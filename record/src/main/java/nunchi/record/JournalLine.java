package nunchi.record;

import java.util.List;
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
                JournalLine.Plane,
                JournalLine.Surface,
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

    /// After [Started], where a classifier's examples are two numbers: the plane in which they lie.
    ///
    /// @param side    number of points of the grid along each side
    /// @param left    first number of the grid's first column
    /// @param right   first number of its last column
    /// @param bottom  second number of the grid's first row
    /// @param top     second number of its last row
    /// @param classes names of the classes
    /// @param points  some training examples: x, y, x, y, … as float32 in base64
    /// @param labels  number of the class of each of these examples
    record Plane(
            Integer side,
            double left,
            double right,
            double bottom,
            double top,
            List<String> classes,
            @Required String points,
            List<Integer> labels)
            implements JournalLine {}

    /// Before the line of an epoch: what the model predicts at each point of the grid of [Plane], the first row first.
    ///
    /// @param epoch         epoch, from 1
    /// @param classes       number of the predicted class, a byte each in base64
    /// @param probabilities its probability, a byte each in base64: 255 for 1
    record Surface(
            int epoch, @Required String classes, @Required String probabilities) implements JournalLine {}

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
