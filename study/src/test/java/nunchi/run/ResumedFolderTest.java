package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nunchi.backend.Backend;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.TrainSettings;
import nunchi.train.Samples;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.weights.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What may have happened to a run's folder before it goes on, and while it does.
class ResumedFolderTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private static RunOptions options(Path out) {
        return new RunOptions().withOut(out).withThreads(1);
    }

    private Path stopped() {
        return ResumeTest.stopped(folder.resolve("stopped"));
    }

    /// A picture that was taken away changes the recorded number of files, by which its checksum is named.
    @Test
    void aFileOfTheDataThatIsGoneOrNewIsRefused() throws IOException {
        Path run = stopped();
        Path environment = run.resolve(RunFolder.ENVIRONMENT);
        String text = Files.readString(environment);
        Files.writeString(environment, text.replace("\"digits.csv\"", "\"train, 18 files with their names\""));
        assertThatThrownBy(() -> Runs.resume(run, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it has digits.csv, and had train, 18 files with their names");
        Files.writeString(environment, text.replace("\"digits.csv\"", "\"more.csv\" : \"12\", \"digits.csv\""));
        assertThatThrownBy(() -> Runs.resume(run, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it has digits.csv, and had more.csv, digits.csv");
    }

    /// A second opening of the locked file that is closed again would take a POSIX lock away: the refusals come first
    /// in this process, then in another.
    @Test
    void aResumedTrainingKeepsItsFolderFromOtherProcesses() {
        Path run = stopped();
        RunOptions meddling = options(null).withListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded) {
                assertThatThrownBy(() -> Runs.resume(run, options(null)))
                        .hasMessageContaining("is being trained already");
                assertThat(saysOfAnother(run)).contains("is being trained already");
            }
        });
        String resumed = Runs.resume(run, meddling).weightsSha256();
        assertThat(resumed)
                .isEqualTo(Runs.run(KilledRun.experiment(4), options(folder.resolve("b")))
                        .weightsSha256());
    }

    private static String saysOfAnother(Path run) {
        try {
            Process other = KilledRunTest.start(run, 4);
            String said = other.inputReader(StandardCharsets.UTF_8).readAllAsString();
            assertThat(other.waitFor()).isNotZero();
            return said;
        } catch (IOException | InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void anEditedExperimentIsRefusedWithWhatDiffers() throws IOException {
        List<List<String>> edits = List.of(
                List.of(
                        "learningRate: 0.002",
                        "learningRate: 0.02",
                        "optimizer.adam.learningRate was 0.002 and is 0.02"),
                List.of("seed: 1", "seed: 2", "seed was 1 and is 2"),
                List.of("batch: 100", "batch: 50", "data.batch was 100 and is 50"));
        for (List<String> edit : edits) {
            Path run = stopped();
            edit(run, edit.get(0), edit.get(1));
            assertThatThrownBy(() -> Runs.resume(run, options(null)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(edit.get(2));
            edit(run, edit.get(1), edit.get(0));
            assertThat(Runs.resume(run, options(null)).trained().epochs()).isEqualTo(4);
            ResumeTest.delete(run);
        }
    }

    @Test
    void moreEpochsAndOtherWordsMayBeAskedForMeanwhile() throws IOException {
        Path run = stopped();
        edit(run, "epochs: 4", "epochs: 6");
        edit(run, "title: null", "title: Longer");
        String resumed = Runs.resume(run, options(null)).weightsSha256();
        assertThat(resumed)
                .isEqualTo(Runs.run(KilledRun.experiment(6), options(folder.resolve("six")))
                        .weightsSha256());
    }

    @Test
    void fewerEpochsThanAreTrainedAreRefused() throws IOException {
        Path run = stopped();
        edit(run, "epochs: 4", "epochs: 1");
        assertThatThrownBy(() -> Runs.resume(run, options(null)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has trained 2 epochs already");
    }

    private static void edit(Path run, String before, String after) throws IOException {
        Path file = run.resolve(RunFolder.EXPERIMENT);
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replaceFirst(before, after));
    }

    /// Every bit of the header, and some of the values: refused, or without any meaning.
    @Test
    void aBitFlippedInACheckpointIsFound() throws IOException {
        Path state = stopped().resolve(RunFolder.STATE);
        byte[] bytes = Files.readAllBytes(state);
        String text = CheckpointFile.read(state).experiment().toString();
        int header =
                8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int found = 0;
        for (int place = 0; place < bytes.length; place += place < header ? 3 : 97) {
            bytes[place] ^= (byte) (1 << place % 8);
            Files.write(state, bytes);
            try {
                assertThat(CheckpointFile.read(state).experiment().toString())
                        .as("byte %d", place)
                        .isEqualTo(text);
                assertThat((char) (bytes[place] ^ (1 << place % 8)))
                        .as("byte %d", place)
                        .isEqualTo(' ');
            } catch (InvalidRequestException refused) {
                found++;
            }
            bytes[place] ^= (byte) (1 << place % 8);
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void aCheckpointOfBeforeThereWereChecksumsIsRead() throws IOException {
        Path run = stopped();
        Path state = run.resolve(RunFolder.STATE);
        var content = Safetensors.content(state);
        String old = ((Tree.Fields) Json.parse(content.metadata().get("nunchi")))
                .without("experiment")
                .toString();
        Files.write(state, Safetensors.write(new Safetensors.Content(content.tensors(), Map.of("nunchi", old))));
        String resumed = Runs.resume(run, options(null)).weightsSha256();
        assertThat(resumed)
                .isEqualTo(Runs.run(KilledRun.experiment(4), options(folder.resolve("b")))
                        .weightsSha256());
    }

    @Test
    void aFolderDeletedWhileItIsTrainedIntoFailsTheTraining() {
        Path run = folder.resolve("gone");
        RunOptions deleting = options(run).withListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 2) {
                try {
                    ResumeTest.delete(run);
                } catch (IOException unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            }
        });
        assertThatThrownBy(() -> Runs.run(KilledRun.experiment(4), deleting))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("was deleted or replaced");
        assertThat(run).doesNotExist();
    }

    @Test
    void aLostReportIsWrittenAgain() throws IOException {
        Path run = folder.resolve("lost");
        Runs.run(KilledRun.experiment(2).withInspect(new InspectSettings()), options(run));
        Files.delete(run.resolve(RunFolder.REPORT));
        Files.delete(run.resolve(RunFolder.INSPECTION));
        assertThat(Runs.complete(run, options(null))).isTrue();
        assertThat(run.resolve(RunFolder.REPORT)).exists();
        assertThat(run.resolve(RunFolder.INSPECTION)).exists();
        assertThat(Runs.complete(run, options(null))).isFalse();
    }

    /// A program's own data lies in no file; of as many rows, it is known by their values.
    @Test
    void otherDataOfAProgramIsRefused() {
        Path run = folder.resolve("own");
        Experiment experiment = Samples.experiment(Samples.batches(10), new TrainSettings(4));
        Datasets parts = new Datasets(Samples.clouds(50, 1));
        RunOptions stopping = options(run).withCheckpointsEvery(Duration.ZERO).withListener(event -> {
            if (event instanceof TrainingEvent.Resumable resumable && resumable.epoch() == 2) {
                throw new IllegalStateException("killed");
            }
        });
        try (Backend backend = options(null).open()) {
            assertThatThrownBy(() -> Runs.run(experiment, parts, stopping, backend))
                    .hasRootCauseMessage("killed");
            assertThatThrownBy(() -> Runs.resume(run, new Datasets(Samples.clouds(50, 2)), options(null), backend))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("clouds is not what " + run
                            + " was trained on: its rows have other values or another order");
            String resumed = Runs.resume(run, parts, options(null), backend).weightsSha256();
            assertThat(resumed)
                    .isEqualTo(Runs.run(experiment, parts, options(folder.resolve("whole")), backend)
                            .weightsSha256());
        }
    }

    /// A kill may come between the result and the end of the checkpoint.
    @Test
    void aCheckpointLeftBesideAResultIsTakenAway() throws IOException {
        Path run = folder.resolve("left");
        Runs.run(KilledRun.experiment(2), options(run));
        Runs.complete(run, options(null));
        Files.write(run.resolve(RunFolder.STATE), new byte[8]);
        assertThat(Runs.complete(run, options(null))).isTrue();
        assertThat(run.resolve(RunFolder.STATE)).doesNotExist();
        assertThat(Runs.complete(run, options(null))).isFalse();
    }

    @Test
    void anInspectionOfAnEarlierModelDoesNotStay() {
        Path run = stopped();
        Inspections.inspect(run, new InspectSettings(), options(null), _ -> {});
        assertThat(run.resolve(RunFolder.INSPECTION)).exists();
        Runs.resume(run, options(null));
        assertThat(run.resolve(RunFolder.INSPECTION)).doesNotExist();
    }
}
