package nunchi.train;

import java.util.List;
import java.util.function.Consumer;
import nunchi.augment.Augmented;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.BatchForm;
import nunchi.data.Batches;
import nunchi.data.Buckets;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ForkedFrom;
import nunchi.graph.Graph;
import nunchi.model.DataSchema;
import nunchi.model.Model;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Trains an experiment on data, epoch by epoch. [Datasets] are cut as the experiment's [DataSettings] say; [Splits]
/// are cut already.
///
/// A training stops before its end where its thread is interrupted, its listener throws a
/// [nunchi.check.StoppedException], or a [Cancellation] is asked for from another thread; it then throws a
/// `StoppedException`, after [TrainingEvent.Stopped] offered the listener a checkpoint of the last whole epoch. A
/// `Cancellation` keeps that; [#resume] goes on from it to the same bits, and [#model] makes a model of it. The flag
/// of an interrupted thread stays set.
///
/// {@snippet file="FirstModel.java"}
public final class Trainer {
    private Trainer() {}

    /// Asks whether an experiment fits its data, as training does before anything else: labels, shapes, batch and
    /// monitor.
    ///
    /// @return what trains it
    /// @throws nunchi.check.InvalidRequestException when it does not
    public static CheckedTraining check(Experiment experiment, Datasets parts) {
        return check(experiment, experiment.cut(parts), null);
    }

    /// The same with the weights that it is to begin with; null for initial values.
    ///
    /// @return what trains it
    /// @throws nunchi.check.InvalidRequestException when experiment, data and weights do not fit
    public static CheckedTraining check(Experiment experiment, Splits parts, @Nullable Snapshot pretrained) {
        Compatibility.require(experiment, parts);
        StepGraphs graphs = new StepGraphs(experiment, parts);
        Graph graph = graphs.whole();
        requireLastBatch(graphs);
        ForkedFrom from = experiment.course().forkedFrom();
        if (from != null) {
            new Fork(from, graphs).require();
        }
        Check.require(
                experiment.train().start() == null || pretrained != null,
                "train.start names weights to begin with, and none are given");
        if (pretrained != null) {
            Pretrained.require(experiment, pretrained, graph);
        }
        return new CheckedTraining(graphs, pretrained);
    }

    /// What a person should know of an experiment that [#check] accepts: each a sentence without its point.
    ///
    /// @throws nunchi.check.InvalidRequestException when they do not fit
    public static List<String> notes(Experiment experiment, Splits parts) {
        return Compatibility.notes(experiment, parts);
    }

    /// The last batch of an epoch may be too small for a layer: of one row there is no variance.
    private static void requireLastBatch(StepGraphs graphs) {
        Batches batches = graphs.batches();
        for (BatchForm form : batches.forms()) {
            try {
                graphs.of(form);
            } catch (InvalidRequestException refused) {
                throw form.rows() == batches.batch()
                        ? refused
                        : new InvalidRequestException(
                                "%,d training examples in batches of %,d leave a last batch of %d: %s; set data.dropLast=true or another data.batch"
                                        .formatted(
                                                graphs.parts().train().size(),
                                                batches.batch(),
                                                form.rows(),
                                                refused.getMessage()));
            }
        }
    }

    /// Trains on this machine's data with the fastest backend and every core, and stores nothing.
    ///
    /// @throws nunchi.check.InvalidRequestException when the data is not here, or experiment and data do not fit,
    ///                                              before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained train(Experiment experiment, TrainingListener listener) {
        Datasets parts = experiment.data().whole(DataCatalogue.standard(), DataSchema.ANY);
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            return train(experiment, parts, backend, listener);
        }
    }

    /// Trains on data of a program's own with the fastest backend and every core, and stores nothing.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, or code of the program's own threw
    ///                                              an exception, which is the cause then
    public static Trained train(Experiment experiment, Datasets parts) {
        return train(experiment, parts, TrainingListener.none());
    }

    /// The same with a listener.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained train(Experiment experiment, Datasets parts, TrainingListener listener) {
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            return train(experiment, parts, backend, listener);
        }
    }

    /// Trains from initial values, and measures.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained train(Experiment experiment, Datasets parts, Backend backend, TrainingListener listener) {
        return train(experiment, experiment.cut(parts), backend, listener);
    }

    /// The same on data that is cut.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained train(Experiment experiment, Splits parts, Backend backend, TrainingListener listener) {
        return check(experiment, parts, null).train(backend, listener);
    }

    /// The same with a trained model's weights to begin with.
    ///
    /// @param pretrained the tensors that the experiment's `train.start` speaks of, by their names
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained train(
            Experiment experiment, Splits parts, Backend backend, TrainingListener listener, Snapshot pretrained) {
        return check(experiment, parts, pretrained).train(backend, listener);
    }

    /// Goes on after a checkpoint of the same experiment on the same data, with the fastest backend and every core.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained resume(
            Experiment experiment, Datasets parts, TrainingListener listener, Checkpoint checkpoint) {
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            return resume(experiment, experiment.cut(parts), backend, listener, checkpoint);
        }
    }

    /// Goes on after a checkpoint of the same experiment on the same data.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, the listener asked for it, or code
    ///                                              of the program's own (listener, metric, data set, schedule, …)
    ///                                              threw an exception, which is the cause then
    public static Trained resume(
            Experiment experiment, Splits parts, Backend backend, TrainingListener listener, Checkpoint checkpoint) {
        return train(new StepGraphs(experiment, parts), backend, listener, training -> training.restore(checkpoint));
    }

    /// The model of a training that was stopped: after its last whole epoch, or of its best one where the experiment
    /// restores that.
    ///
    /// @param parts      that it was trained on
    /// @param checkpoint as a [Cancellation] keeps it
    /// @throws nunchi.check.InvalidRequestException when the data cannot be cut as the experiment says
    public static Model model(Experiment experiment, Datasets parts, Checkpoint checkpoint) {
        Dataset train = experiment.cut(parts).train();
        Snapshot best = checkpoint.bestModel();
        Snapshot weights = best != null && experiment.train().restoresBest() ? best : checkpoint.model();
        return new Model(experiment.forData(train.schema()), weights, train.schema(), train.example());
    }

    static Trained train(StepGraphs graphs, Backend backend, TrainingListener listener, Consumer<Training> beginning) {
        try {
            return ProgramFault.guard(() -> {
                Training training = new Training(graphs, backend, listener);
                beginning.accept(training);
                return training.train();
            });
        } catch (TrainingFailedException failed) {
            throw told(failed, listener);
        } catch (OutOfMemoryError full) {
            throw told(new TrainingFailedException(Memory.tooSmall(graphs), full), listener);
        }
    }

    private static TrainingFailedException told(TrainingFailedException failed, TrainingListener listener) {
        try {
            listener.on(new TrainingEvent.Failed(failed.getMessage()));
        } catch (RuntimeException thrown) {
            failed.addSuppressed(thrown);
        }
        return failed;
    }

    static Batches batches(DataSettings data, Dataset train, long seed) {
        Dataset rows = Augmented.of(train, data.augment(), seed);
        if (data.continueState()) {
            return Batches.streams(rows, data.batch(), data.dropLast());
        }
        Batches batches = data.shuffle()
                ? Batches.shuffled(rows, data.batch(), data.dropLast(), seed)
                : Batches.inOrder(rows, data.batch(), data.dropLast());
        return data.buckets().isEmpty() ? batches : batches.inBuckets(Buckets.of(rows, data.buckets()));
    }
}
