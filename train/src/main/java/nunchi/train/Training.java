package nunchi.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nunchi.backend.Backend;
import nunchi.backend.Weights;
import nunchi.check.StoppedException;
import nunchi.data.Batches;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.experiment.HistogramSettings;
import nunchi.experiment.Objective;
import nunchi.experiment.TrainSettings;
import nunchi.model.Model;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// The course of one training: epochs, what is watched over them, and what it ends with.
final class Training {
    private final Experiment experiment;
    private final Splits parts;
    private final Backend backend;
    private final StoppableListener listener;
    private final TrainSettings settings;
    private final Batches batches;
    private final Weights weights;
    private final TrainingLoop loop;
    private final SplitMetrics figures;
    /// Null where nobody asks for it.
    private final @Nullable Observation observation;
    private final Patience patience;
    private final Plateau plateau;
    private @Nullable Snapshot bestModel;
    private final RecentCopy copy;
    private int epoch;
    /// The last epoch whose results [#patience] and [#plateau] have seen.
    private int whole;
    private final List<TrainingEvent.EpochEnded> ended = new ArrayList<>();
    private final TrainingClock clock = new TrainingClock();
    private final StepGate gate;

    Training(StepGraphs graphs, Backend backend, TrainingListener listener) {
        this.experiment = graphs.experiment();
        this.parts = graphs.parts();
        this.backend = backend;
        this.listener = new StoppableListener(listener);
        this.settings = experiment.train();
        this.batches = graphs.batches();
        this.gate = new StepGate(graphs, this.listener, clock);
        this.weights = backend.initialize(graphs.whole(), experiment.seed());
        new Preprocessing(experiment.layers(), parts.train(), backend, weights).fit();
        Inference inference = new Inference(experiment, parts.train(), backend, weights);
        HistogramSettings histograms = settings.histograms();
        this.observation = histograms == null
                ? null
                : new Observation(experiment, histograms.rows(), parts.train(), backend, weights);
        this.figures = new SplitMetrics(experiment, parts, inference, this.listener);
        this.copy = new RecentCopy(weights);
        this.plateau = graphs.rate();
        this.loop = new TrainingLoop(graphs, backend, weights, inference.units());
        this.patience = Patience.of(settings.earlyStopping(), parts, Objective.all(experiment, parts));
    }

    /// Takes a trained model's tensors, but for the layers that are to begin afresh.
    void begin(Snapshot pretrained) {
        Pretrained.take(experiment, pretrained, weights);
    }

    void restore(Checkpoint checkpoint) {
        checkpoint.model().restore(weights);
        checkpoint.optimizer().restore(weights);
        epoch = checkpoint.epoch();
        whole = epoch;
        bestModel = checkpoint.bestModel();
        patience.restore(checkpoint.stopping());
        plateau.restore(checkpoint.plateau(), checkpoint.rateFactors());
        clock.restore(checkpoint.times());
        gate.restore(epoch);
    }

    Trained train() {
        try (loop) {
            return trainOrStop();
        }
    }

    /// The next epoch alone, until the visitor has seen enough.
    void steps(StepVisitor visitor) {
        StoppedException enough = new StoppedException("enough");
        try (loop) {
            loop.run(epoch, batches.count(), index -> visit(visitor, index, enough), _ -> {});
            visitor.visit(batches.count(), Snapshot.ofModel(weights));
        } catch (StoppedException stopped) {
            if (stopped != enough) {
                throw stopped;
            }
        }
    }

    private void visit(StepVisitor visitor, int index, StoppedException enough) {
        gate.pass(epoch + 1, index);
        if (!visitor.visit(index, Snapshot.ofModel(weights))) {
            throw enough;
        }
    }

    private Trained trainOrStop() {
        try {
            listener.on(new TrainingEvent.Started(
                    experiment.name(),
                    experiment.seed(),
                    batches.rowsPerEpoch(),
                    batches.batch(),
                    batches.count(),
                    settings.epochs(),
                    epoch));
            if (epoch == 0) {
                look();
            }
            Status status = ended(false);
            while (status == null) {
                listener.stopWhereAsked();
                epoch++;
                status = ended(trainEpoch());
            }
            listener.stopWhereAsked();
            Trained result = finish(status);
            listener.on(new TrainingEvent.Finished(result));
            return result;
        } catch (RuntimeException | Error thrown) {
            throw stopped(ProgramFault.of(thrown));
        }
    }

    /// What ends the training, after its last whole epoch was offered to the listener where it may go on.
    private RuntimeException stopped(RuntimeException reason) {
        if (reason instanceof TrainingFailedException) {
            return reason;
        }
        String kept = stop(reason);
        return reason instanceof StoppedException stop && !listener.asked(stop)
                ? ProgramFault.followed(stop, kept)
                : reason;
    }

    /// Goes back to the last whole epoch and offers its checkpoint; with the interrupt put off, so that files can be
    /// written.
    ///
    /// @return what is kept, for a person
    private String stop(RuntimeException reason) {
        boolean interrupted = Thread.interrupted();
        try {
            if (whole < epoch) {
                goBack();
                epoch = whole;
            }
            listener.on(new TrainingEvent.Stopped(epoch, this::checkpoint));
            return epoch == 0
                    ? "no epoch was whole yet"
                    : "the last whole epoch is %d of %d".formatted(epoch, settings.epochs());
        } catch (TrainingFailedException failed) {
            throw failed;
        } catch (RuntimeException again) {
            // the program's code throws in the epochs before too: the checkpoint that was stored last stays
            reason.addSuppressed(again);
            return "the epochs before it could not be trained again, so that the last checkpoint stays as it is";
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// To the weights before the present epoch: trained again from the last copy, which is exact.
    private void goBack() {
        for (int again = copy.restore(); again < epoch - 1; again++) {
            loop.again(again, batches.count());
        }
    }

    /// How the training ended; null where it goes on.
    private @Nullable Status ended(boolean late) {
        if (patience.exhausted(epoch) || gate.endsAfter(epoch)) {
            return Status.STOPPED_EARLY;
        }
        if (epoch >= settings.epochs()) {
            return Status.FINISHED;
        }
        return late ? Status.STOPPED_EARLY : null;
    }

    /// @return whether the time is over
    private boolean trainEpoch() {
        double started = clock.seconds();
        copy.offer(epoch - 1, batches.count());
        int bad = loop.run(epoch - 1, batches.count(), index -> gate.pass(epoch, index), listener::tellAndStop);
        if (bad >= 0) {
            throw diverged(bad);
        }
        clock.trained(started);
        boolean late = settings.maxSeconds() != null && clock.seconds() >= settings.maxSeconds();
        boolean due = epoch % settings.evaluateEvery() == 0 || epoch == settings.epochs() || late;
        MetricValues validation = due ? figures.of(Split.VALIDATION) : null;
        MetricValues test = due && settings.evaluateTest() ? figures.of(Split.TEST) : null;
        double rate = plateau.at(((double) epoch * batches.count() - 1) / batches.count());
        observe(loop.running(), validation);
        whole = epoch;
        if (settings.histograms() != null && (epoch % settings.histograms().every() == 0 || ended(late) != null)) {
            look();
        }
        Supplier<Snapshot> model = () -> Snapshot.ofModel(weights);
        listener.on(new TrainingEvent.WeightsHashed(epoch, () -> Fingerprint.of(model.get()), model));
        ended.add(
                new TrainingEvent.EpochEnded(epoch, loop.running(), validation, test, rate, clock.seconds() - started));
        listener.on(ended.getLast());
        listener.on(new TrainingEvent.Resumable(epoch, this::checkpoint));
        return late;
    }

    private void look() {
        if (observation != null) {
            listener.on(observation.look(epoch));
        }
    }

    private void observe(MetricValues running, @Nullable MetricValues validation) {
        Watch.tell(patience.objective(), running, validation, value -> {
            if (patience.observe(epoch, value) && keepsBest()) {
                bestModel = Snapshot.ofModel(weights);
            }
        });
        Watch.tell(plateau.objective(), running, validation, value -> plateau.observe(epoch, value));
    }

    /// The best by training figures alone is nearly always the last, and not worth a copy in every epoch.
    private boolean keepsBest() {
        return settings.restoresBest() || patience.objective().monitor().ofValidation();
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                epoch,
                Snapshot.ofModel(weights),
                Snapshot.ofOptimizer(weights),
                bestModel,
                patience.watched(),
                plateau.watched(),
                plateau.factors(),
                clock.times(loop.times()));
    }

    private Trained finish(Status status) {
        Snapshot last = Snapshot.ofModel(weights);
        boolean restored = settings.restoresBest() && bestModel != null;
        Trained.Kept kept = new Trained.Kept(last, bestModel, restored);
        // also where it is the last: what is measured is what is stored, float32 on every backend
        kept.atEnd().restore(weights);
        try {
            return measured(status, kept);
        } catch (RuntimeException | Error stopped) {
            last.restore(weights);
            throw stopped;
        }
    }

    private Trained measured(Status status, Trained.Kept kept) {
        Evaluation evaluation = figures.inDetail();
        PerSplit<MetricValues> measured = figures.all(evaluation);
        Model model = new Model(
                experiment, kept.atEnd(), parts.train().schema(), parts.train().example());
        Checkpoint.Times times = clock.times(loop.times());
        double rate = (double) epoch * batches.rowsPerEpoch() / times.trainingSeconds();
        return new Trained(
                status,
                new Trained.History(epoch, ended),
                new Trained.Speed(times.seconds(), rate, times.stepMilliseconds()),
                patience.best(),
                measured,
                kept,
                model,
                evaluation);
    }

    /// Trains again from the last copy up to the step, which is exact, and looks at the weights as they were before it.
    private TrainingFailedException diverged(int step) {
        goBack();
        loop.again(epoch - 1, step);
        long number = (epoch - 1L) * batches.count() + step;
        String culprit =
                new Divergence(experiment, parts.train(), backend, weights).first(batches, epoch - 1, step, number);
        return new TrainingFailedException("the loss is not finite in epoch %d at step %d of %d: %s"
                .formatted(epoch, step + 1, batches.count(), culprit));
    }
}
