package nunchi.train;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.StoppedException;
import nunchi.data.BatchForm;
import nunchi.data.BatchStream;
import nunchi.data.Batches;
import nunchi.experiment.Experiment;
import nunchi.loss.OutputKind;
import nunchi.network.Network;
import org.jspecify.annotations.Nullable;

/// The steps of an epoch: batches in, updates made, losses summed up.
///
/// A step's rows, number and random masks follow from seed, epoch and batch alone, so that an epoch can be run again
/// from its first weights and is the same.
final class TrainingLoop implements AutoCloseable {
    private static final long PROGRESS_NANOSECONDS = 100_000_000;

    private final Experiment experiment;
    private final StepGraphs graphs;
    private final Batches batches;
    private final Backend backend;
    private final Weights weights;
    private final Tally tally;
    private final StepTimes times = new StepTimes();
    private final float[] losses;
    private final float[] outputs;
    private final boolean resident;
    private final int fillers;
    private final Map<BatchForm, Program> programs = new HashMap<>();
    private final CarriedStates states;
    private @Nullable BatchStream stream;
    private BatchStream.@Nullable Batch fed;

    TrainingLoop(StepGraphs graphs, Backend backend, Weights weights, int units) {
        this.graphs = graphs;
        this.experiment = graphs.experiment();
        this.batches = graphs.batches();
        this.backend = backend;
        this.weights = weights;
        int batch = batches.batch();
        OutputKind kind = experiment.learner().loss().output();
        this.tally = new Tally(kind, batches.data(), units);
        this.losses = new float[batch];
        this.outputs = new float[tally.decides() ? Math.multiplyExact(batch, units) : 0];
        // all rows in one batch that does not change are fed once and stay
        this.resident = batches.count() == 1
                && !experiment.data().shuffle()
                && experiment.data().augment().isEmpty();
        this.states = new CarriedStates(graphs.whole(), batch);
        this.fillers = experiment.data().augment().isEmpty() ? 1 : backend.threads();
    }

    StepTimes times() {
        return times;
    }

    MetricValues running() {
        return tally.figures();
    }

    /// Runs the first `steps` steps of an epoch.
    ///
    /// @param epoch    from 0
    /// @param before   is asked before each step, by its number in the epoch from 0
    /// @param progress hears of it at most ten times a second
    /// @return the step whose loss is not finite, where it stopped; else -1
    /// @throws StoppedException after a step during which the thread was interrupted
    int run(int epoch, int steps, IntConsumer before, Consumer<TrainingEvent> progress) {
        open(epoch);
        tally.clear();
        states.reset();
        long told = System.nanoTime();
        for (int index = 0; index < steps; index++) {
            before.accept(index);
            long begin = System.nanoTime();
            step((long) epoch * batches.count() + index);
            if (!tally.finite()) {
                return index;
            }
            long end = System.nanoTime();
            times.add(end - begin);
            StoppedException.ifInterrupted();
            if (end - told > PROGRESS_NANOSECONDS) {
                told = end;
                progress.accept(new TrainingEvent.Progressed(epoch + 1, (int) tally.rows(), tally.figures()));
            }
        }
        return -1;
    }

    /// Runs the first `steps` steps of an epoch again, which is exact.
    ///
    /// @param epoch from 0
    void again(int epoch, int steps) {
        run(epoch, steps, _ -> {}, _ -> {});
    }

    /// Goes on with the stream where it has come to the epoch, else begins another.
    private void open(int epoch) {
        if (resident && fed != null || stream != null && stream.begins() == epoch) {
            return;
        }
        close();
        stream = new BatchStream(
                batches, epoch, Math.max(epoch + 1, experiment.train().epochs()), resident ? 0 : fillers);
    }

    /// Ends the threads that fill batches; another epoch begins new ones.
    @Override
    public void close() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private void step(long number) {
        BatchStream.Batch batch = resident && fed != null ? fed : feed();
        Program program = program(batch.form());
        states.feed(program, batch.form().rows());
        program.run(number);
        states.keep(program, batch.form().rows());
        program.fetch(Network.LOSS, losses);
        if (tally.decides()) {
            program.fetch(Network.OUTPUT, outputs);
        }
        tally.add(batch.form(), losses, outputs, batch.targets());
    }

    /// Feeds the next batch to its program.
    private BatchStream.Batch feed() {
        BatchStream.Batch batch = Objects.requireNonNull(stream).next();
        Program program = program(batch.form());
        program.feed(Network.EXAMPLES, batch.examples());
        program.feed(Network.TARGETS, batch.targets());
        fed = batch;
        return batch;
    }

    private Program program(BatchForm form) {
        return programs.computeIfAbsent(form, _ -> backend.compile(graphs.of(form), weights, experiment.seed()));
    }
}
