package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.MatrixView;
import nunchi.check.StoppedException;
import nunchi.cluster.Dbscan;
import nunchi.cluster.KMeans;
import nunchi.codec.Catalogue;
import nunchi.data.Split;
import nunchi.embed.Pca;
import nunchi.embed.Tsne;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.InspectSettings;
import nunchi.interchange.NpyWriter;
import nunchi.schedule.Schedule;
import nunchi.search.SearchEvent;
import nunchi.search.Searches;
import nunchi.tensor.Shape;
import nunchi.train.Trainer;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppedTest {
    /// Calls of the learning rate until the thread that trains is interrupted.
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);
    private static final String STUDY = """
            name: stopped
            data: {name: digits, test: {random: 0.1}, validation: {random: 0.1}, batch: 100, preprocess: [{scale: 16}]}
            model: [{dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: {interrupting: {rate: 0.01}}}}
            train: {epochs: 4, earlyStopping: {monitor: val_loss, patience: 3, restoreBest: true}}
            """;

    @TempDir
    Path folder;

    /// Interrupts the thread that asks for the rate of a certain step.
    public record Interrupting(double rate) implements Schedule {
        @Override
        public double at(double epoch) {
            if (LEFT.getAndDecrement() == 0) {
                Thread.currentThread().interrupt();
            }
            return rate;
        }
    }

    @AfterEach
    void clear() {
        LEFT.set(Integer.MAX_VALUE);
        Thread.interrupted();
    }

    private RunOptions options(String out) {
        return new RunOptions()
                .withOut(folder.resolve(out))
                .withThreads(2)
                .withCatalogue(Catalogue.standard().with(Schedule.class, List.of(Interrupting.class)));
    }

    private Experiment experiment(String more) {
        return new ExperimentFile(options("").catalogue()).parse(STUDY + more);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 20, 33, 40})
    void anInterruptedRunStoresItsLastWholeEpochAndGoesOnToTheSameBits(int steps) throws IOException {
        String whole = Runs.run(experiment(""), options("whole")).weightsSha256();
        LEFT.set(steps);
        assertThatThrownBy(() -> Runs.run(experiment(""), options("run")))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).as("the flag is still set").isTrue();
        CheckpointFile.Stored stored = CheckpointFile.latest(RunFolder.open(folder.resolve("run")));
        assertThat(stored == null ? 0 : stored.checkpoint().epoch())
                .isEqualTo(History.read(folder.resolve("run")).size());
        assertThat(folder.resolve("run").resolve(RunFolder.RESULT)).doesNotExist();
        assertNothingUnfinished();
        assertThat(Runs.resume(folder.resolve("run"), options("")).weightsSha256())
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aListenerStopsARunAfterAnEpoch(int epoch) {
        String whole = Runs.run(experiment(""), options("whole")).weightsSha256();
        TrainingListener stopping = event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == epoch) {
                throw new StoppedException("seen enough");
            }
        };
        assertThatThrownBy(() -> Runs.run(experiment(""), options("run").withListener(stopping)))
                .isInstanceOf(StoppedException.class)
                .hasMessage("seen enough");
        assertThat(CheckpointFile.latest(RunFolder.open(folder.resolve("run")))
                        .checkpoint()
                        .epoch())
                .isEqualTo(epoch);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(Runs.resume(folder.resolve("run"), options("")).weightsSha256())
                .isEqualTo(whole);
    }

    @Test
    void aStoppedTrainingOffersItsLastWholeEpoch() {
        List<TrainingEvent> events = new ArrayList<>();
        LEFT.set(40);
        assertThatThrownBy(() -> Trainer.train(experiment(""), events::add)).isInstanceOf(StoppedException.class);
        assertThat(events.getLast()).isInstanceOf(TrainingEvent.Stopped.class);
        int ended = (int) events.stream()
                .filter(event -> event instanceof TrainingEvent.EpochEnded)
                .count();
        assertThat(((TrainingEvent.Stopped) events.getLast()).epoch())
                .isEqualTo(ended)
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSearchThatIsInterruptedBeginsNoMoreTrialsAndGoesOn(int parallel) throws IOException {
        String search = "search: {repeat: 6, parallel: %d}%n".formatted(parallel);
        List<String> whole = weights(Searches.run(experiment(search), options("whole"), _ -> {}));
        Thread caller = Thread.currentThread();
        List<SearchEvent> late = new ArrayList<>();
        assertThatThrownBy(() -> Searches.run(experiment(search), options("search"), event -> {
                    if (event instanceof SearchEvent.Ended) {
                        caller.interrupt();
                        late.add(event);
                    }
                }))
                .isInstanceOf(StoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(late).hasSizeLessThan(6);
        assertNothingUnfinished();
        assertThat(weights(Searches.resume(folder.resolve("search"), options(""), _ -> {})))
                .isEqualTo(whole);
    }

    private static List<String> weights(nunchi.search.SearchResult result) {
        return result.trials().stream()
                .map(trial -> trial.result().weightsSha256())
                .toList();
    }

    @Test
    void whatIsAskedOfAnInterruptedThreadEndsAndLeavesNothingHalfWritten() throws IOException {
        Path run = Runs.run(experiment(""), options("run")).folder().path();
        List<String> before = files();
        MatrixView rows = MatrixView.of(new float[400], 100, 4);
        try (Backend backend = Backends.fastest(2)) {
            List<Runnable> works = List.of(
                    () -> Runs.evaluate(run, Split.TEST, List.of(), options("")),
                    () -> Inspections.inspect(run, new InspectSettings().withRows(50), options(""), _ -> {}),
                    () -> Exports.activations(
                            run, folder.resolve("activations"), new Exports.Wanted(List.of(), null, null), options("")),
                    () -> new Tsne(10, 250).embed(rows, backend.numerics()),
                    () -> new KMeans(3).fit(rows, backend.numerics()),
                    () -> new Dbscan(0.1, 3).fit(rows, backend.numerics()),
                    () -> new Pca(2).fit(rows, backend.numerics()),
                    () -> writeRows(folder.resolve("rows.npy")));
            for (Runnable work : works) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(work::run).isInstanceOf(StoppedException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        assertThat(files()).isEqualTo(before);
    }

    private static void writeRows(Path file) {
        try (NpyWriter writer = new NpyWriter(file, 2, Shape.of(3))) {
            writer.write(new float[6], 2);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }

    private void assertNothingUnfinished() throws IOException {
        assertThat(files()).noneMatch(file -> file.endsWith(".part"));
    }
}
