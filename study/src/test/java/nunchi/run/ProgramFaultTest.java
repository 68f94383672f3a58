package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nunchi.activation.Linear;
import nunchi.check.StoppedException;
import nunchi.codec.Catalogue;
import nunchi.data.DataCard;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.Direction;
import nunchi.metric.Metric;
import nunchi.metric.Predictions;
import nunchi.optimizer.Adam;
import nunchi.random.RandomKey;
import nunchi.schedule.Schedule;
import nunchi.search.Searches;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exceptions of a program's own code: they stop a run as an interrupt does, and it goes on once the code is mended.
public final class ProgramFaultTest {
    /// Calls until the code throws; one object for all records, which are rebuilt from their files.
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    /// Whether it throws from then on, as a file that is gone, or once.
    private static final AtomicBoolean LASTING = new AtomicBoolean();

    @TempDir
    private Path folder;

    private static void call() {
        int left = LEFT.decrementAndGet();
        if (left == -1 || left < 0 && LASTING.get()) {
            throw new IllegalStateException("boom");
        }
    }

    public record Rate(double value) implements Schedule {
        @Override
        public double at(double epoch) {
            call();
            return value;
        }
    }

    public record Share() implements Metric {
        @Override
        public String name() {
            return "share";
        }

        @Override
        public Direction direction() {
            return Direction.MAX;
        }

        @Override
        public double value(Predictions predictions) {
            call();
            return 0.5;
        }
    }

    public record Nothing() implements Init {
        @Override
        public double[] values(Shape shape, RandomKey key) {
            call();
            return new double[shape.size()];
        }
    }

    /// The rows of another, counted.
    private record Counting(Dataset rows) implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("own", rows.classes().toArray(String[]::new));
        }

        @Override
        public Shape example() {
            return rows.example();
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public void example(int row, float[] into, int offset) {
            call();
            rows.example(row, into, offset);
        }

        @Override
        public void target(int row, float[] into, int offset) {
            rows.target(row, into, offset);
        }
    }

    @AfterEach
    void mend() {
        LEFT.set(Integer.MAX_VALUE);
        LASTING.set(false);
    }

    private RunOptions options(String out) {
        Catalogue own = Catalogue.standard()
                .with(Schedule.class, List.of(Rate.class))
                .with(Metric.class, List.of(Share.class))
                .with(Init.class, List.of(Nothing.class));
        return new RunOptions().withOut(folder.resolve(out)).withThreads(1).withCatalogue(own);
    }

    private static Experiment experiment(Schedule rate, Init init, Metric... metrics) {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.8))
                .withValidation(new Splitter.Random(0.2))
                .withBatch(100);
        return new Experiment(
                "own",
                data.withPreprocess(new Scale(16)),
                List.of(new Dense(10, new Linear(), init)),
                new SoftmaxCrossEntropy(),
                new Adam(rate),
                new TrainSettings(4).withMetrics(metrics));
    }

    static Experiment plain() {
        return experiment(new nunchi.schedule.ConstantRate(0.01), new Zeros());
    }

    /// Runs until the code throws after some calls, mends it, goes on, and compares with a run that met nothing.
    private StoppedException stopped(Experiment experiment, int calls) {
        String whole = Runs.run(experiment, options("whole-" + calls)).weightsSha256();
        Path run = folder.resolve("run-" + calls);
        LEFT.set(calls);
        StoppedException stopped =
                catchThrowableOfType(StoppedException.class, () -> Runs.run(experiment, options("run-" + calls)));
        mend();
        assertThat(stopped)
                .hasMessageContaining("threw java.lang.IllegalStateException: boom")
                .hasRootCauseMessage("boom");
        assertThat(run.resolve(RunFolder.RESULT)).doesNotExist();
        assertThat(run.resolve(RunFolder.EXPERIMENT)).exists();
        assertThat(Runs.resume(run, options("")).weightsSha256()).isEqualTo(whole);
        assertThat(run.resolve(RunFolder.REPORT)).exists();
        return stopped;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 11})
    void aScheduleStopsTheRunAtItsLastWholeEpoch(int calls) {
        String message = stopped(experiment(new Rate(0.01), new Zeros()), calls).getMessage();
        assertThat(message).contains("nunchi.run.ProgramFaultTest.call (ProgramFaultTest.java:");
        assertThat(message).matches(".*; (no epoch was whole yet|the last whole epoch is [1-3] of 4)");
    }

    @Test
    void aMetricStopsTheRunBetweenTwoEpochsAndAtTheEnd() {
        Experiment experiment = experiment(new nunchi.schedule.ConstantRate(0.01), new Zeros(), new Share());
        assertThat(stopped(experiment, 0)).hasMessageEndingWith("; no epoch was whole yet");
        assertThat(stopped(experiment, 2)).hasMessageEndingWith("; the last whole epoch is 2 of 4");
        assertThat(stopped(experiment, 4)).hasMessageEndingWith("; the last whole epoch is 4 of 4");
    }

    @Test
    void anInitializerStopsTheRunBeforeItsFirstStep() {
        stopped(experiment(new nunchi.schedule.ConstantRate(0.01), new Nothing()), 0);
    }

    private static Datasets counted() {
        Datasets digits = DataCatalogue.standard().load("digits");
        return new Datasets(new Counting(digits.train()));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1400, 2900})
    void dataStopTheRunWhereverTheyAreRead(int more) {
        String whole = Runs.run(plain(), counted(), options("whole")).weightsSha256();
        LEFT.set(1_000_000);
        Runs.check(plain(), counted(), options(""));
        int asked = 1_000_000 - LEFT.get();
        LASTING.set(true);
        LEFT.set(asked + more);
        assertThatThrownBy(() -> Runs.run(plain(), counted(), options("run")))
                .isInstanceOf(StoppedException.class)
                .hasRootCauseMessage("boom");
        mend();
        assertThat(Runs.resume(folder.resolve("run"), counted(), options("")).weightsSha256())
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void inASearchItStopsTheSearchAndRefusesNoTrial(int parallel) {
        SearchSettings twice = new SearchSettings().withRepeat(3).withParallel(parallel);
        Experiment search = experiment(new Rate(0.01), new Zeros()).withSearch(twice);
        LASTING.set(true);
        LEFT.set(20);
        assertThatThrownBy(() -> Searches.run(search, options("search").withThreads(2), _ -> {}))
                .isInstanceOf(StoppedException.class)
                .hasRootCauseMessage("boom");
        mend();
        assertThat(Searches.resume(folder.resolve("search"), options("").withThreads(2), _ -> {})
                        .trials())
                .hasSize(3)
                .allMatch(trial -> trial.result().status().equals("finished"));
    }
}
