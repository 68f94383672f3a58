package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.experiment.Intervention;
import nunchi.record.Command;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.record.JournalLine.InterventionLine;
import nunchi.train.Cancellation;
import nunchi.train.Status;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteeringTest {
    @TempDir
    Path folder;

    private SteeredRuns runs;

    @BeforeEach
    void open() {
        runs = new SteeredRuns(folder);
    }

    @Test
    void verifyMakesTheInterventionsAgainForAnyNumberOfThreads() {
        RunResult result = runs.run(
                "a",
                1_000_000,
                SteeredRuns.between(Map.of(
                        2, () -> runs.tell("a", Command.set(SteeredRuns.RATE, 0.02)),
                        4, () -> runs.tell("a", Command.of("checkpoint")),
                        6, () -> runs.tell("a", Command.set(SteeredRuns.RATE, 0.005)),
                        8, () -> runs.tell("a", Command.of("stop")))));
        assertThat(result.trained().status()).isEqualTo(Status.STOPPED_EARLY);
        assertThat(runs.told("a"))
                .extracting(InterventionLine::key)
                .containsExactly(SteeredRuns.RATE, "checkpoint", SteeredRuns.RATE, "stop");
        assertThat(runs.recorded("a"))
                .extracting(Intervention::key, Intervention::value)
                .containsExactly(tuple(SteeredRuns.RATE, 0.02), tuple(SteeredRuns.RATE, 0.005), tuple("stop", null));
        assertThat(runs.recorded("a").getLast().epoch())
                .isEqualTo(result.trained().epochs());
        assertThat(result.experiment().course().interventions()).isEqualTo(runs.recorded("a"));
        for (int threads : new int[] {1, 2}) {
            assertThat(Runs.verify(folder.resolve("a"), runs.options("a").withThreads(threads))
                            .same())
                    .isTrue();
        }
    }

    @Test
    void theRateInTheJournalIsTheOneThatWasSet() {
        runs.run("a", 4, SteeredRuns.after(2, () -> runs.tell("a", Command.set(SteeredRuns.RATE, 0.02))));
        assertThat(runs.recorded("a")).containsExactly(new Intervention(3, 1, SteeredRuns.RATE, 0.02));
        List<Double> rates = JournalFile.epochs(folder.resolve("a").resolve(RunFolder.JOURNAL)).stream()
                .map(epoch -> epoch.value("learning_rate"))
                .toList();
        assertThat(rates.get(1)).isGreaterThan(0.09);
        assertThat(rates.get(2)).isLessThan(0.02).isGreaterThan(0.0197);
        assertThat(rates.get(3)).isLessThan(rates.get(2)).isGreaterThan(0.0195);
    }

    @Test
    void aRunThatIsKilledMakesItsInterventionsAgain() throws IOException {
        TrainingListener asked = SteeredRuns.after(2, () -> runs.tell("a", Command.set(SteeredRuns.RATE, 0.02)));
        TrainingListener copying = event -> {
            if (event instanceof TrainingEvent.Intervened) {
                copy(folder.resolve("a"), folder.resolve("killed"));
            }
        };
        RunResult whole = runs.run("a", 6, asked.and(copying));
        assertThat(CheckpointFile.latest(new RunFolder(folder.resolve("killed")))
                        .checkpoint()
                        .epoch())
                .isEqualTo(2);
        RunResult resumed = Runs.resume(folder.resolve("killed"), runs.options("killed"));
        assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256());
        assertThat(runs.told("killed")).isEqualTo(runs.told("a")).hasSize(1);
        assertThat(runs.recorded("killed")).isEqualTo(runs.recorded("a")).hasSize(1);
        assertThat(runs.lines("killed", JournalLine.WeightsHash.class))
                .isEqualTo(runs.lines("a", JournalLine.WeightsHash.class))
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
        runs.run("a", 4, SteeredRuns.after(2, () -> runs.tell("a", Command.set(SteeredRuns.RATE, 0.02))));
        Path file = folder.resolve("a").resolve(RunFolder.EXPERIMENT);
        Files.writeString(file, Files.readString(file).replace("0.02", "0.03"));
        assertThatThrownBy(() -> Runs.verify(folder.resolve("a"), runs.options("a")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("interventions");
    }

    @Test
    void aPauseIsNotCountedAndEndsByAStop() {
        long begin = System.nanoTime();
        long[] paused = {0, 0};
        RunResult result = runs.run(
                "a",
                1_000_000,
                SteeredRuns.between(Map.of(
                                2, () -> runs.tell("a", Command.of("pause")),
                                8, () -> runs.tell("a", Command.of("stop"))))
                        .and(event -> {
                            if (event instanceof TrainingEvent.Intervened(Intervention made)) {
                                paused[made.key().equals("pause") ? 0 : 1] = System.nanoTime();
                            }
                        }));
        double wall = (System.nanoTime() - begin) / 1e9;
        double pause = (paused[1] - paused[0]) / 1e9;
        assertThat(runs.told("a")).extracting(InterventionLine::key).containsExactly("pause", "stop");
        assertThat(runs.recorded("a")).extracting(Intervention::key).containsExactly("stop");
        assertThat(pause).isGreaterThan(0.9);
        assertThat(result.trained().speed().seconds()).isLessThan(wall - 0.9 * pause);
        assertThat(Runs.verify(folder.resolve("a"), runs.options("a")).same()).isTrue();
    }

    @Test
    void aPausedTrainingGoesOnByResumeAndCanBeCancelled() {
        Cancellation cancellation = new Cancellation();
        TrainingListener commands = SteeredRuns.between(Map.of(
                2, () -> runs.tell("a", Command.of("pause")),
                5, () -> runs.tell("a", Command.of("resume")),
                8, () -> runs.tell("a", Command.of("pause")),
                11, cancellation::cancel));
        assertThatThrownBy(() -> runs.run("a", 1_000_000, commands.and(cancellation)))
                .isInstanceOf(StoppedException.class);
        List<InterventionLine> lines = runs.told("a");
        assertThat(lines).extracting(InterventionLine::key).containsExactly("pause", "resume", "pause");
        assertThat(lines.get(1))
                .extracting("epoch", "step")
                .containsExactly(lines.get(0).epoch(), lines.get(0).step());
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
                SteeredRuns.digits(4),
                runs.options("a")
                        .withCheckpointsEvery(Duration.ofHours(1))
                        .withListener(SteeredRuns.after(2, () -> runs.tell("a", Command.of("checkpoint")))
                                .and(watching)));
        assertThat(stored).containsExactly(false, false, true, true);
    }
}
