package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.data.DataCatalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Intervention;
import nunchi.record.Command;
import nunchi.record.ControlFile;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.record.JournalLine.InterventionLine;
import nunchi.train.Cancellation;
import nunchi.train.Status;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringTest {
    private static final String RATE = Intervention.LEARNING_RATE;
    private static final DataCatalogue DATA = DataCatalogue.standard().keeping();
    /// Longer than the time between two looks at the command file.
    private static final Duration LOOK = Duration.ofMillis(230);

    @TempDir
    Path folder;

    private static Experiment digits(int epochs) {
        return new ExperimentFile().parse("""
                name: steered
                data: {name: digits, test: {random: 0.2}, batch: 50, preprocess: [{scale: 16}]}
                model: [{dense: {units: 16, activation: relu}}, {dropout: {rate: 0.1}}, {dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: {exponential: {initial: 0.1, factor: 0.99}}, momentum: 0.9}}
                train: {epochs: %d}
                """.formatted(epochs));
    }

    private RunOptions options(String name) {
        return new RunOptions()
                .withThreads(1)
                .withData(DATA)
                .withOut(folder.resolve(name))
                .withCheckpointsEvery(Duration.ZERO);
    }

    private RunResult run(String name, int epochs, TrainingListener listener) {
        return Runs.run(digits(epochs), options(name).withListener(listener));
    }

    /// Does something at each place between two steps, by its number.
    private static TrainingListener between(Map<Integer, Runnable> actions) {
        int[] count = {0};
        return event -> {
            if (event instanceof TrainingEvent.Steerable) {
                actions.getOrDefault(++count[0], () -> {}).run();
            }
        };
    }

    /// Does something at the end of an epoch; the first step of the next is late enough to be asked for commands.
    private static TrainingListener after(int epoch, Runnable action) {
        return event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == epoch) {
                action.run();
                LockSupport.parkNanos(LOOK.toNanos());
            }
        };
    }

    private void tell(String run, Command command) {
        ControlFile.append(folder.resolve(run), command);
    }

    private void write(String run, String text) {
        try {
            Files.writeString(
                    folder.resolve(run).resolve(ControlFile.NAME),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private List<InterventionLine> told(String run) {
        return lines(run, InterventionLine.class);
    }

    private <T extends JournalLine> List<T> lines(String run, Class<T> type) {
        return JournalFile.read(folder.resolve(run).resolve(RunFolder.JOURNAL)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private List<Intervention> recorded(String run) {
        return new ExperimentFile()
                .read(folder.resolve(run).resolve(RunFolder.EXPERIMENT))
                .course()
                .interventions();
    }

    @Test
    void verifyMakesTheInterventionsAgainForAnyNumberOfThreads() {
        RunResult result = run(
                "a",
                1_000_000,
                between(Map.of(
                        2, () -> tell("a", Command.set(RATE, 0.02)),
                        4, () -> tell("a", Command.of("checkpoint")),
                        6, () -> tell("a", Command.set(RATE, 0.005)),
                        8, () -> tell("a", Command.of("stop")))));
        assertThat(result.trained().status()).isEqualTo(Status.STOPPED_EARLY);
        assertThat(told("a")).extracting(InterventionLine::key).containsExactly(RATE, "checkpoint", RATE, "stop");
        assertThat(recorded("a"))
                .extracting(Intervention::key, Intervention::value)
                .containsExactly(tuple(RATE, 0.02), tuple(RATE, 0.005), tuple("stop", null));
        assertThat(recorded("a").getLast().epoch()).isEqualTo(result.trained().epochs());
        assertThat(result.experiment().course().interventions()).isEqualTo(recorded("a"));
        for (int threads : new int[] {1, 2}) {
            assertThat(Runs.verify(folder.resolve("a"), options("a").withThreads(threads))
                            .same())
                    .isTrue();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    @Test
    void theRateInTheJournalIsTheOneThatWasSet() {
        run("a", 4, after(2, () -> tell("a", Command.set(RATE, 0.02))));
        assertThat(recorded("a")).containsExactly(new Intervention(3, 1, RATE, 0.02));
        List<Double> rates = JournalFile.epochs(folder.resolve("a").resolve(RunFolder.JOURNAL)).stream()
                .map(epoch -> epoch.value("learning_rate"))
                .toList();
        assertThat(rates.get(1)).isGreaterThan(0.09);
        assertThat(rates.get(2)).isLessThan(0.02).isGreaterThan(0.0197);
        assertThat(rates.get(3)).isLessThan(rates.get(2)).isGreaterThan(0.0195);
    }

    @Test
    void aRunThatIsKilledMakesItsInterventionsAgain() throws IOException {
        TrainingListener asked = after(2, () -> tell("a", Command.set(RATE, 0.02)));
        TrainingListener copying = event -> {
            if (event instanceof TrainingEvent.Intervened) {
                copy(folder.resolve("a"), folder.resolve("killed"));
            }
        };
        RunResult whole = run("a", 6, asked.and(copying));
        assertThat(CheckpointFile.latest(new RunFolder(folder.resolve("killed")))
                        .checkpoint()
                        .epoch())
                .isEqualTo(2);
        RunResult resumed = Runs.resume(folder.resolve("killed"), options("killed"));
        assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256());
        assertThat(told("killed")).isEqualTo(told("a")).hasSize(1);
        assertThat(recorded("killed")).isEqualTo(recorded("a")).hasSize(1);
        assertThat(lines("killed", JournalLine.WeightsHash.class))
                .isEqualTo(lines("a", JournalLine.WeightsHash.class))
                .hasSize(6)
                .last()
                .extracting(JournalLine.WeightsHash::sha256)
                .isEqualTo(whole.weightsSha256());
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> !each.endsWith(".lock")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Test
    void anInterventionThatWasTakenOutOfTheExperimentIsNoticed() throws IOException {
        run("a", 4, after(2, () -> tell("a", Command.set(RATE, 0.02))));
        Path file = folder.resolve("a").resolve(RunFolder.EXPERIMENT);
        Files.writeString(file, Files.readString(file).replace("0.02", "0.03"));
        assertThatThrownBy(() -> Runs.verify(folder.resolve("a"), options("a")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("interventions");
    }

    @Test
    void aPauseIsNotCountedAndEndsByAStop() {
        long begin = System.nanoTime();
        long[] paused = {0, 0};
        RunResult result = run(
                "a",
                1_000_000,
                between(Map.of(
                        2, () -> tell("a", Command.of("pause")),
                        8, () -> tell("a", Command.of("stop")))).and(event -> {
                    if (event instanceof TrainingEvent.Intervened(Intervention made)) {
                        paused[made.key().equals("pause") ? 0 : 1] = System.nanoTime();
                    }
                }));
        double wall = (System.nanoTime() - begin) / 1e9;
        double pause = (paused[1] - paused[0]) / 1e9;
        assertThat(told("a")).extracting(InterventionLine::key).containsExactly("pause", "stop");
        assertThat(recorded("a")).extracting(Intervention::key).containsExactly("stop");
        assertThat(pause).isGreaterThan(0.9);
        assertThat(result.trained().speed().seconds()).isLessThan(wall - 0.9 * pause);
        assertThat(Runs.verify(folder.resolve("a"), options("a")).same()).isTrue();
    }

    @Test
    void aPausedTrainingGoesOnByResumeAndCanBeCancelled() {
        Cancellation cancellation = new Cancellation();
        TrainingListener commands = between(Map.of(
                2, () -> tell("a", Command.of("pause")),
                5, () -> tell("a", Command.of("resume")),
                8, () -> tell("a", Command.of("pause")),
                11, cancellation::cancel));
        assertThatThrownBy(() -> run("a", 1_000_000, commands.and(cancellation))).isInstanceOf(StoppedException.class);
        List<InterventionLine> lines = told("a");
        assertThat(lines).extracting(InterventionLine::key).containsExactly("pause", "resume", "pause");
        assertThat(lines.get(1)).extracting("epoch", "step").containsExactly(lines.get(0).epoch(), lines.get(0).step());
        assertThat(CheckpointFile.latest(new RunFolder(folder.resolve("a")))).isNotNull();
    }

    @Test
    void aCheckpointIsStoredAtTheEndOfTheEpochInWhichItWasAskedFor() {
        List<Boolean> stored = new ArrayList<>();
        TrainingListener watching = event -> {
            if (event instanceof TrainingEvent.Resumable) {
                stored.add(Files.exists(folder.resolve("a").resolve(RunFolder.STATE)));
            }
        };
        Runs.run(
                digits(4),
                options("a")
                        .withCheckpointsEvery(Duration.ofHours(1))
                        .withListener(after(2, () -> tell("a", Command.of("checkpoint")))
                                .and(watching)));
        assertThat(stored).containsExactly(false, false, true, true);
    }

    @Test
    void linesThatAreNoCommandsAreLeftOutWithOneSentence() {
        String untouched = run("untouched", 6, TrainingListener.none()).weightsSha256();
        List<String> warnings = new ArrayList<>();
        String garbage = """
                no JSON
                {"command":"explode"}
                {"command":"set","key":"optimizer.momentum","value":0.5}
                {"command":"set","key":"optimizer.learningRate","value":-1}
                {"command":"set","key":"optimizer.learningRate","value":1E+999}
                {"command":"set","key":"optimizer.learningRate"}
                {"command":["pause"]}
                []

                눈치 %s
                """.formatted("[".repeat(9_000));
        TrainingListener writing = after(2, () -> write("a", garbage))
                .and(after(3, () -> write("a", "x".repeat(1 << 17))))
                .and(after(4, () -> write("a", "\n{\"command\":")));
        RunResult result = Runs.run(
                digits(6), options("a").withData(DATA.withNotes(warnings::add)).withListener(writing));
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(ControlFile.NAME, "the training goes on")
                .doesNotContain("\n");
        assertThat(result.weightsSha256()).isEqualTo(untouched);
        assertThat(told("a")).isEmpty();
        assertThat(recorded("a")).isEmpty();
    }

    @Test
    void commandsOfBeforeTheTrainingCountForNothing() throws IOException {
        TrainingListener killing = after(3, () -> {
            throw new StoppedException("killed");
        });
        assertThatThrownBy(() -> run("a", 5, killing)).isInstanceOf(StoppedException.class);
        write("a", "{\"command\":\"stop\"}\n");
        RunResult result = Runs.resume(
                folder.resolve("a"), options("a").withListener(after(4, () -> {})));
        assertThat(result.trained().epochs()).isEqualTo(5);
        assertThat(told("a")).isEmpty();
    }

    @Test
    void aCommandForARunThatIsNotInTrainingIsRefused() {
        run("a", 1, TrainingListener.none());
        assertThatThrownBy(() -> tell("a", Command.of("pause")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a is not in training");
        assertThat(folder.resolve("a").resolve(ControlFile.NAME)).doesNotExist();
        assertThatThrownBy(() -> tell("b", Command.of("pause")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("there is no folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explode", "set", ""})
    void anUnknownCommandIsRefused(String command) {
        assertThatThrownBy(() -> Command.of(command))
                .isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer.learningRate, 0", "optimizer.learningRate, NaN", "optimizer.learningRate, Infinity",
        "optimizer.learningRate, -0.1", "optimizer.momentum, 0.5"
    })
    void aSettingThatCannotBeMadeIsRefused(String key, double value) {
        assertThatThrownBy(() -> Command.set(key, value)).isInstanceOf(InvalidRequestException.class);
    }
}
