package nunchi.train;

import java.util.List;
import java.util.Objects;
import nunchi.data.PerSplit;
import nunchi.model.Model;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// What a training gave.
///
/// @param history             the epochs that were trained
/// @param speed               how long it took
/// @param best                by the monitor of early stopping, else by the best figure there is; null where it was
///                            never a number
/// @param figures             of an inference pass over each part with the final weights; null where there is no such
///                            part
/// @param kept                the weights after the last and after the best epoch
/// @param model               that the training ends with, to predict, evaluate and save
/// @param evaluation          of the final weights on the part that is shown in detail, [nunchi.data.Splits#shown]
public record Trained(
        Status status,
        History history,
        Speed speed,
        @Nullable Best best,
        PerSplit<MetricValues> figures,
        Kept kept,
        Model model,
        Evaluation evaluation) {

    /// The epochs of a training.
    ///
    /// @param epochs number of trained epochs
    /// @param ended  metrics of each epoch; of a resumed training without a folder only of the epochs after the
    ///               checkpoint
    public record History(int epochs, List<TrainingEvent.EpochEnded> ended) {
        public History {
            ended = List.copyOf(ended);
        }
    }

    /// How long a training took.
    ///
    /// @param seconds             in all, from the first step to the last pass
    /// @param imagesPerSecond     training examples per second of training time: batches, steps and running means,
    ///                            without the passes
    /// @param millisecondsPerStep the median
    public record Speed(double seconds, double imagesPerSecond, double millisecondsPerStep) {}

    /// Weights that are kept.
    ///
    /// @param last     after the last step
    /// @param best     after the best epoch; null where none were kept
    /// @param restored whether the training ends with the best ones
    public record Kept(Snapshot last, @Nullable Snapshot best, boolean restored) {
        /// With which the training ends.
        Snapshot atEnd() {
            return restored && best != null ? best : last;
        }
    }

    /// Training curves and evaluation as HTML for a notebook, [ResultView].
    ///
    /// @throws nunchi.check.InvalidRequestException where the program has no reports
    public String toHtml() {
        return ResultView.present().html(this);
    }

    /// Number of trained epochs.
    public int epochs() {
        return history.epochs();
    }

    /// Of the training set.
    public MetricValues train() {
        return Objects.requireNonNull(figures.train());
    }

    /// Of the validation set; null where there is none.
    public @Nullable MetricValues validation() {
        return figures.validation();
    }

    /// Of the test set; null where there is none.
    public @Nullable MetricValues test() {
        return figures.test();
    }

    /// Those of [#model].
    public Snapshot weights() {
        return model.weights();
    }
}
