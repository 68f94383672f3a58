package nunchi.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import nunchi.data.Split;
import nunchi.experiment.Intervention;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// What happens in a training, as it happens.
public sealed interface TrainingEvent {

    /// Before the first step.
    ///
    /// @param rows    training examples in an epoch
    /// @param steps   in an epoch
    /// @param epochs  at most, in all
    /// @param trained epochs that were trained before, where a training goes on
    record Started(String name, long seed, int rows, int batch, int steps, int epochs, int trained)
            implements TrainingEvent {}

    /// Within an epoch, at most ten times a second.
    ///
    /// @param epoch   from 1
    /// @param rows    trained in this epoch so far
    /// @param running means of the epoch so far
    record Progressed(int epoch, int rows, MetricValues running) implements TrainingEvent {}

    /// Before a step, at most five times a second: whoever is told may change the training there.
    ///
    /// @param epoch    from 1
    /// @param step     of the epoch, from 1, that comes next
    /// @param steering to be used while the event is told
    record Steerable(int epoch, int step, Steering steering) implements TrainingEvent {}

    /// Something was changed before a step: by [Steering], or since the experiment records it.
    ///
    /// @param intervention with its step; of those that change no result the keys are `pause`, `resume` and
    ///                     `checkpoint`
    record Intervened(Intervention intervention) implements TrainingEvent {}

    /// Within a pass that measures a part of the data, at most ten times a second.
    ///
    /// @param rows measured so far
    /// @param of   all rows of the part
    record Measuring(Split part, int rows, int of) implements TrainingEvent {}

    /// Before [EpochEnded], and once before the first epoch, where the experiment asks for it: how everything is
    /// distributed in one more step of training that is computed, and not made, on rows that are the same every time.
    ///
    /// @param epoch       after which it was measured; 0 before the first
    /// @param rows        of the training set on which it was measured
    /// @param weights     of the model by their names, running statistics included
    /// @param gradients   of what is made small, loss and penalty, before clipping: by the names of the weights that
    ///                    are trained
    /// @param activations what layers give, by their paths; of layers that drop, after dropping
    record Histograms(
            int epoch,
            int rows,
            SequencedMap<String, Distribution> weights,
            SequencedMap<String, Distribution> gradients,
            SequencedMap<String, Distribution> activations)
            implements TrainingEvent {
        public Histograms {
            weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
            gradients = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(gradients));
            activations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(activations));
        }
    }

    /// Before [EpochEnded]: what the weights are after the epoch.
    ///
    /// @param epoch  from 1
    /// @param sha256 [nunchi.weights.Fingerprint] of the model; to be asked while the event is told
    /// @param model  copies them; to be asked while the event is told
    record WeightsHashed(int epoch, Supplier<String> sha256, Supplier<Snapshot> model) implements TrainingEvent {}

    /// After an epoch.
    ///
    /// @param epoch        from 1
    /// @param running      means over the epoch, of each example before its step
    /// @param validation   of an inference pass after the epoch; null where none was made
    /// @param test         the same of the test set
    /// @param learningRate of the epoch's last step
    /// @param seconds      that the epoch took, its passes included
    record EpochEnded(
            int epoch,
            MetricValues running,
            @Nullable MetricValues validation,
            @Nullable MetricValues test,
            double learningRate,
            double seconds)
            implements TrainingEvent {}

    /// After [EpochEnded]: a training that is stopped now could go on from here.
    ///
    /// @param epoch      from 1
    /// @param checkpoint copies all that is needed; to be asked while the event is told
    record Resumable(int epoch, Supplier<Checkpoint> checkpoint) implements TrainingEvent {}

    /// After the last epoch and the passes over all parts.
    record Finished(Trained result) implements TrainingEvent {}

    /// Instead of [Finished], where the thread was interrupted or a listener threw a [nunchi.check.StoppedException]:
    /// the training could go on from here.
    ///
    /// @param epoch      the last whole one; 0 before the end of the first
    /// @param checkpoint copies all that is needed after that epoch; to be asked while the event is told
    record Stopped(int epoch, Supplier<Checkpoint> checkpoint) implements TrainingEvent {}

    /// Instead of [Finished].
    record Failed(String reason) implements TrainingEvent {}

    /// After [Finished], of a run that is looked into: a layer has been laid out.
    ///
    /// @param layer        its path
    /// @param nearestLabel 1-nearest-neighbour accuracy; NaN without classes
    record Inspected(String layer, double nearestLabel) implements TrainingEvent {}
}
