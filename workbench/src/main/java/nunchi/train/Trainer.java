package nunchi.train;

import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.Weights;
import nunchi.data.Batches;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Monitor;
import nunchi.experiment.TrainSettings;
import nunchi.network.Network;

/// Trains an experiment on data, epoch by epoch.
public final class Trainer {
    /// A copy of the weights is taken at the first epoch that begins so many steps after the last copy.
    private static final int STEPS_BETWEEN_COPIES = 256;
    private static final String USUAL_CAUSES =
            "usual causes are a learning rate that is too large, inputs that are not scaled, or initial weights that are too large";

    private final Experiment experiment;
    private final Parts parts;
    private final Backend backend;
    private final TrainingListener listener;
    private final TrainSettings settings;
    private final Batches batches;
    private final Weights weights;
    private final TrainingLoop loop;
    private final Inference inference;
    private final Patience patience;
    private Snapshot bestModel;
    private Snapshot copy;
    private int copiedEpoch;
    private long trainingNanoseconds;

    private Trainer(Experiment experiment, Parts parts, Backend backend, TrainingListener listener) {
        this.experiment = experiment;
        this.parts = parts;
        this.backend = backend;
        this.listener = listener;
        this.settings = experiment.train();
        this.batches = batches(experiment.data(), parts.train(), experiment.seed());
        Network network = experiment.network(parts.train());
        this.weights = backend.initialize(network.training(batches.rows(0), batches.count()), experiment.seed());
        new Preprocessing(experiment.layers(), parts.train(), backend, weights).fit();
        this.inference = new Inference(network, backend, weights, experiment.seed());
        Decision decision = parts.train().classes().isEmpty() ? null : Decision.ofOutputs(experiment.loss(), inference.units());
        this.loop = new TrainingLoop(experiment, network, batches, backend, weights, decision);
        this.patience = new Patience(settings.earlyStopping(), monitor(settings.earlyStopping(), parts));
    }

    /// Asks whether an experiment fits its data, as training does before anything else: labels, shapes, batch and monitor.
    ///
    /// @throws nunchi.check.InvalidRequestException when it does not
    public static void check(Experiment experiment, Parts parts) {
        Compatibility.require(experiment, parts);
        Batches batches = batches(experiment.data(), parts.train(), experiment.seed());
        experiment.network(parts.train()).training(batches.rows(0), batches.count());
    }

    /// Trains on this machine's data with the fastest backend and every core, and stores nothing.
    public static Trained train(Experiment experiment, TrainingListener listener) {
        Parts parts = experiment.data().load(DataCatalogue.standard(), experiment.seed());
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            return train(experiment, parts, backend, listener);
        }
    }

    /// Trains and measures.
    ///
    /// @throws nunchi.check.InvalidRequestException when experiment and data do not fit, before anything is trained
    /// @throws TrainingFailedException              when the loss is no longer finite, or memory too small
    public static Trained train(Experiment experiment, Parts parts, Backend backend, TrainingListener listener) {
        check(experiment, parts);
        try {
            return new Trainer(experiment, parts, backend, listener).train();
        } catch (TrainingFailedException failed) {
            listener.on(new TrainingEvent.Failed(failed.getMessage()));
            throw failed;
        } catch (OutOfMemoryError full) {
            String reason = Memory.tooSmall(experiment, parts.train());
            listener.on(new TrainingEvent.Failed(reason));
            throw new TrainingFailedException(reason, full);
        }
    }

    private static Batches batches(DataSettings data, Dataset train, long seed) {
        return data.shuffle()
                ? Batches.shuffled(train, data.batch(), data.dropLast(), seed)
                : Batches.inOrder(train, data.batch(), data.dropLast());
    }

    /// Without early stopping the best epoch is still told, by the best figure there is.
    private static Monitor monitor(EarlyStopping stopping, Parts parts) {
        if (stopping != null) {
            return stopping.monitor();
        }
        if (parts.validation() == null) {
            return Monitor.LOSS;
        }
        return parts.train().classes().isEmpty() ? Monitor.VAL_LOSS : Monitor.VAL_ACCURACY;
    }

    private Trained train() {
        listener.on(new TrainingEvent.Started(
                experiment.name(), experiment.seed(), batches.rowsPerEpoch(), batches.rows(0), batches.count(), settings.epochs()));
        long begin = System.nanoTime();
        int epoch = 0;
        boolean exhausted = false;
        while (epoch < settings.epochs() && !exhausted) {
            epoch++;
            train(epoch);
            exhausted = patience.exhausted(epoch);
        }
        Trained result = finish(epoch, begin, exhausted ? Status.STOPPED_EARLY : Status.FINISHED);
        listener.on(new TrainingEvent.Finished(result));
        return result;
    }

    private void train(int epoch) {
        long begin = System.nanoTime();
        copyWeights(epoch - 1);
        int bad = loop.run(epoch - 1, batches.count(), listener::on);
        if (bad >= 0) {
            throw diverged(epoch, bad);
        }
        trainingNanoseconds += System.nanoTime() - begin;
        boolean due = epoch % settings.evaluateEvery() == 0 || epoch == settings.epochs();
        Figures validation = due ? measure(parts.validation()) : null;
        Figures test = due && settings.evaluateTest() ? measure(parts.test()) : null;
        observe(epoch, loop.running(), validation);
        listener.on(new TrainingEvent.EpochEnded(epoch, loop.running(), validation, test, (System.nanoTime() - begin) / 1e9));
    }

    private Figures measure(Dataset part) {
        return part == null ? null : inference.measure(part);
    }

    private void observe(int epoch, Figures running, Figures validation) {
        Monitor monitor = patience.monitor();
        Figures watched = monitor.ofValidation() ? validation : running;
        if (watched == null) {
            return;
        }
        boolean isBest = patience.observe(epoch, monitor.isAccuracy() ? watched.accuracy() : watched.loss());
        if (isBest && restoresBest()) {
            bestModel = Snapshot.ofModel(weights);
        }
    }

    private boolean restoresBest() {
        return settings.earlyStopping() != null && settings.earlyStopping().restoreBest();
    }

    private Trained finish(int epochs, long begin, Status status) {
        Snapshot last = Snapshot.ofModel(weights);
        // also where it is the last: what is measured is what is stored, float32 on every backend
        (bestModel == null ? last : bestModel).restore(weights);
        Figures train = measure(parts.train());
        Figures validation = measure(parts.validation());
        Figures test = measure(parts.test());
        double rate = (double) epochs * batches.rowsPerEpoch() / (trainingNanoseconds / 1e9);
        return new Trained(status, epochs, (System.nanoTime() - begin) / 1e9, rate, loop.times().medianMilliseconds(),
                patience.best(), train, validation, test, last, bestModel);
    }

    private void copyWeights(int epoch) {
        if (copy == null || (long) (epoch - copiedEpoch) * batches.count() >= STEPS_BETWEEN_COPIES) {
            copy = Snapshot.ofAll(weights);
            copiedEpoch = epoch;
        }
    }

    /// Trains again from the last copy up to the step, which is exact, and looks at the weights as they were before it.
    private TrainingFailedException diverged(int epoch, int step) {
        copy.restore(weights);
        for (int again = copiedEpoch; again < epoch - 1; again++) {
            loop.run(again, batches.count(), _ -> {});
        }
        loop.run(epoch - 1, step, _ -> {});
        long number = (epoch - 1L) * batches.count() + step;
        String culprit = new Divergence(experiment, parts.train(), backend, weights).first(batches, epoch - 1, step, number);
        return new TrainingFailedException("the loss is not finite in epoch %d at step %d of %d: %s; %s"
                .formatted(epoch, step + 1, batches.count(), culprit, USUAL_CAUSES));
    }
}
