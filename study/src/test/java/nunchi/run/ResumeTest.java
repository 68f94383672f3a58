package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.data.Split;
import nunchi.train.Trained;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.weights.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResumeTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    static RunOptions options(Path out) {
        return new RunOptions().withOut(out).withThreads(1);
    }

    static JsonNode result(Path run) throws IOException {
        return JSON.readTree(Files.readAllBytes(run.resolve(RunFolder.RESULT)));
    }

    static void delete(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aFinishedRunIsNotResumed() {
        Runs.run(KilledRun.experiment(2), options(folder.resolve("a")));
        assertThatThrownBy(() -> Runs.resume(folder.resolve("a"), options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "%1$s is done (finished after 2 epochs, by its result.json), so there is nothing to resume; to train its model further, "
                                + "begin a run with train.start.from=%1$s",
                        folder.resolve("a"));
    }

    @Test
    void aRunThatLacksOnlyItsReportIsReportedAndItsResultReturned() throws IOException {
        Path run = folder.resolve("unreported");
        RunResult first = Runs.run(KilledRun.experiment(2), options(run));
        Files.delete(run.resolve(RunFolder.REPORT));
        RunResult again = Runs.resume(run, options(null));
        assertThat(run.resolve(RunFolder.REPORT)).exists();
        assertThat(again.weightsSha256()).isEqualTo(first.weightsSha256());
        assertThat(again.evaluation()).isEqualTo(first.evaluation());
        assertThat(Fingerprint.of(again.trained().weights())).isEqualTo(first.weightsSha256());
        assertThat(again.trained())
                .extracting(
                        Trained::status,
                        Trained::epochs,
                        Trained::best,
                        Trained::train,
                        Trained::test,
                        each -> each.kept().restored())
                .containsExactly(
                        first.trained().status(),
                        2,
                        first.trained().best(),
                        first.trained().train(),
                        first.trained().test(),
                        first.trained().kept().restored());
    }

    @Test
    void twoTrainingsNeverShareAFolder() {
        Path run = folder.resolve("a");
        RunOptions meddling = options(run).withCheckpointsEvery(Duration.ZERO).withListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded) {
                assertThatThrownBy(() -> Runs.resume(run, options(null)))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessage(
                                "%s is being trained already, by another process or thread; wait for its end or stop it",
                                run);
            }
        });
        RunResult result = Runs.run(KilledRun.experiment(3), meddling);
        assertThat(result.weightsSha256())
                .isEqualTo(Runs.run(KilledRun.experiment(3), options(folder.resolve("b")))
                        .weightsSha256());
    }

    private Path stopped() {
        return stopped(folder.resolve("stopped"));
    }

    /// Stops a run after its second epoch as a kill would.
    static Path stopped(Path run) {
        RunOptions stopping = options(run).withCheckpointsEvery(Duration.ZERO).withListener(event -> {
            if (event instanceof TrainingEvent.Resumable resumable && resumable.epoch() == 2) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> Runs.run(KilledRun.experiment(4), stopping)).hasRootCauseMessage("killed");
        return run;
    }

    @Test
    void otherDataIsRefused() throws IOException {
        Path run = stopped();
        Path environment = run.resolve(RunFolder.ENVIRONMENT);
        Files.writeString(
                environment, Files.readString(environment).replaceAll("(digits.csv[^:]*: \")[0-9a-f]{4}", "$1beef"));
        assertThatThrownBy(() -> Runs.resume(run, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("of digits is not what " + run + " was trained on");
    }

    @Test
    void aDamagedCheckpointIsRefusedByName() throws IOException {
        Path run = stopped();
        Path state = run.resolve(RunFolder.STATE);
        byte[] bytes = Files.readAllBytes(state);
        Files.write(state, Arrays.copyOf(bytes, bytes.length - 5));
        assertThatThrownBy(() -> Runs.resume(run, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(state + " are damaged");
    }

    @Test
    void anUnfinishedRunCanBeEvaluated() {
        assertThat(Runs.evaluate(stopped(), Split.TEST, List.of(), options(null))
                        .evaluation()
                        .rows())
                .isEqualTo(360);
    }

    @Test
    void aFolderOfANewerVersionIsRefused() throws IOException {
        Path run = stopped();
        Path environment = run.resolve(RunFolder.ENVIRONMENT);
        Files.writeString(environment, Files.readString(environment).replaceFirst("\"format\" : 1", "\"format\" : 2"));
        assertThatThrownBy(() -> Runs.resume(run, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("in format 2")
                .hasMessageContaining("reads formats up to 1");
    }

    /// A folder in the way of the file stands for a disk that refuses.
    @Test
    void aCheckpointThatCannotBeWrittenLosesNothing() throws IOException {
        Path run = folder.resolve("full");
        RunOptions blocked = options(run).withCheckpointsEvery(Duration.ZERO).withListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 3) {
                block(run.resolve("weights/.state.safetensors.part"));
            }
        });
        assertThatThrownBy(() -> Runs.run(KilledRun.experiment(4), blocked))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("state.safetensors cannot be written")
                .hasMessageContaining("what was stored before is still there");
        assertThat(CheckpointFile.read(run.resolve(RunFolder.STATE))
                        .checkpoint()
                        .epoch())
                .isEqualTo(2);
        delete(run.resolve("weights/.state.safetensors.part"));
        String resumed = Runs.resume(run, options(null)).weightsSha256();
        assertThat(resumed)
                .isEqualTo(Runs.run(KilledRun.experiment(4), options(folder.resolve("b")))
                        .weightsSha256());
    }

    static void block(Path path) {
        try {
            Files.createDirectories(path.resolve("in the way"));
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void verifyTrainsAgainAndComparesBits() throws IOException {
        Path run = folder.resolve("v");
        Runs.run(KilledRun.experiment(3), options(run));
        Verification same = Runs.verify(run, options(null).withThreads(2));
        assertThat(same.same()).isTrue();
        assertThat(same.found())
                .isEqualTo(same.recorded())
                .isEqualTo(result(run).path("weightsSha256").asString());
        Path experiment = run.resolve(RunFolder.EXPERIMENT);
        // as in a folder of before the experiment was recorded there
        Files.delete(run.resolve(RunFolder.MODEL));
        Files.writeString(experiment, Files.readString(experiment).replaceFirst("seed: 1", "seed: 2"));
        Verification other = Runs.verify(run, options(null));
        assertThat(other.same()).isFalse();
        assertThat(other.differing())
                .extracting(Verification.Difference::tensor)
                .contains("0.dense/weight");
    }

    @Test
    void whatTheClockStoppedIsVerified() {
        Path run = folder.resolve("clock");
        var experiment = KilledRun.experiment(100_000);
        RunResult result = Runs.run(experiment.withTrain(experiment.train().withMaxSeconds(0.2)), options(run));
        assertThat(result.trained().epochs()).isLessThan(100_000);
        assertThat(Runs.verify(run, options(null)).same()).isTrue();
    }

    @Test
    void editedWeightsAreRefused() throws IOException {
        Path run = folder.resolve("e");
        Runs.run(KilledRun.experiment(2), options(run));
        Path weights = run.resolve(RunFolder.BEST);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> Runs.evaluate(run, null, List.of(), options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("best.safetensors are not those that the run stored");
    }

    @Test
    void noCheckpointIsStoredBeforeItsTime() {
        Path run = folder.resolve("seldom");
        Runs.run(
                KilledRun.experiment(3),
                options(run).withCheckpointsEvery(Duration.ofHours(1)).withListener(event -> {
                    if (event instanceof TrainingEvent.Resumable) {
                        assertThat(run.resolve(RunFolder.STATE)).doesNotExist();
                    }
                }));
    }
}
