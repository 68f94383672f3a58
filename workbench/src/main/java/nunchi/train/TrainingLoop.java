package nunchi.train;

import java.util.function.Consumer;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.data.Batches;
import nunchi.experiment.Experiment;
import nunchi.network.Network;
import nunchi.schedule.Schedule;

/// The steps of an epoch: batches in, updates made, losses summed up.
///
/// A step's rows, number and random masks follow from seed, epoch and batch alone, so that an epoch can be run again from its
/// first weights and is the same.
final class TrainingLoop {
    private static final long PROGRESS_NANOSECONDS = 100_000_000;

    private final Experiment experiment;
    private final Network network;
    private final Batches batches;
    private final Backend backend;
    private final Weights weights;
    private final Schedule rate;
    private final Tally tally;
    private final StepTimes times = new StepTimes();
    private final float[] examples;
    private final float[] targets;
    private final float[] losses;
    private final float[] outputs;
    private final boolean resident;
    private Program full;
    private Program rest;
    private boolean fed;

    TrainingLoop(Experiment experiment, Network network, Batches batches, Backend backend, Weights weights, Decision decision, Schedule rate) {
        this.experiment = experiment;
        this.network = network;
        this.batches = batches;
        this.backend = backend;
        this.weights = weights;
        this.rate = rate;
        int batch = batches.rows(0);
        this.tally = new Tally(decision, network.target().size());
        this.examples = new float[Math.multiplyExact(batch, network.example().size())];
        this.targets = new float[Math.multiplyExact(batch, network.target().size())];
        this.losses = new float[batch];
        this.outputs = decision == null ? null : new float[Math.multiplyExact(batch, decision.units())];
        this.resident = batches.count() == 1 && !experiment.data().shuffle();
    }

    StepTimes times() {
        return times;
    }

    Figures running() {
        return tally.figures();
    }

    /// Runs the first `steps` steps of an epoch.
    ///
    /// @param epoch    from 0
    /// @param progress hears of it at most ten times a second
    /// @return the step whose loss is not finite, where it stopped; else -1
    int run(int epoch, int steps, Consumer<TrainingEvent> progress) {
        Batches.Epoch order = batches.epoch(epoch);
        tally.clear();
        long told = System.nanoTime();
        for (int index = 0; index < steps; index++) {
            long begin = System.nanoTime();
            step(order, index, (long) epoch * batches.count() + index);
            if (!tally.finite()) {
                return index;
            }
            long end = System.nanoTime();
            times.add(end - begin);
            if (end - told > PROGRESS_NANOSECONDS) {
                told = end;
                progress.accept(new TrainingEvent.Progressed(epoch + 1, (int) tally.rows(), tally.figures()));
            }
        }
        return -1;
    }

    private void step(Batches.Epoch order, int index, long number) {
        int rows = batches.rows(index);
        Program program = program(rows);
        feed(program, order, index);
        program.run(number);
        program.fetch(Network.LOSS, losses);
        if (outputs != null) {
            program.fetch(Network.OUTPUT, outputs);
        }
        tally.add(rows, losses, outputs, targets);
    }

    /// All rows in one unshuffled batch are fed once and stay.
    private void feed(Program program, Batches.Epoch order, int index) {
        if (resident && fed) {
            return;
        }
        order.fill(index, examples, targets);
        program.feed(Network.EXAMPLES, examples);
        program.feed(Network.TARGETS, targets);
        fed = true;
    }

    private Program program(int rows) {
        if (rows == batches.rows(0)) {
            full = full == null ? compile(rows) : full;
            return full;
        }
        rest = rest == null ? compile(rows) : rest;
        return rest;
    }

    private Program compile(int rows) {
        return backend.compile(network.training(rows, batches.count(), rate), weights, experiment.seed());
    }
}
