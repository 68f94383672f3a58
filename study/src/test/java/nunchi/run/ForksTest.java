package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.data.DataCatalogue;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.ForkedFrom;
import nunchi.record.JournalFile;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForksTest {
    private static final DataCatalogue DATA = DataCatalogue.standard().keeping();
    private static final String STUDY = """
            name: original
            data: {name: digits, test: {random: 0.2}, validation: {random: 0.1}, batch: 50, preprocess: [standardize]}
            model: [{dense: {units: 16, activation: relu}}, {dropout: {rate: 0.1}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: {exponential: {initial: 0.01, factor: 0.9}}}}
            train: {epochs: 5, earlyStopping: {monitor: val_loss, patience: 4, restoreBest: true}}
            interventions: [{epoch: 2, step: 3, key: optimizer.learningRate, value: 0.004}]
            """;

    @TempDir
    private static Path shared;

    @TempDir
    Path folder;

    private static RunResult original;

    private static RunOptions options(Path out) {
        return new RunOptions().withThreads(1).withData(DATA).withOut(out).withCheckpointsEvery(Duration.ZERO);
    }

    @BeforeAll
    static void train() {
        original = Runs.run(new ExperimentFile().parse(STUDY), options(shared.resolve("original")));
    }

    private static Path run() {
        return original.folder().path();
    }

    private RunResult fork(int epoch, String... changes) {
        return Forks.fork(run(), epoch, List.of(changes), options(folder.resolve("fork")));
    }

    private static SortedMap<Integer, String> hashes(Path run) {
        return WeightsHashes.of(new RunFolder(run)).recorded();
    }

    private void requireVerified() {
        for (int threads : new int[] {1, 2}) {
            assertThat(Runs.verify(folder.resolve("fork"), options(folder).withThreads(threads))
                            .same())
                    .isTrue();
        }
    }

    @Test
    void aForkIsTheOriginalUpToItsEpochAndVerifiesItself() {
        RunResult fork = fork(3, "optimizer.adam.learningRate=0.002", "model.1.dropout.rate=0.3", "train.epochs=6");
        SortedMap<Integer, String> now = hashes(folder.resolve("fork"));
        assertThat(now.headMap(4)).isEqualTo(hashes(run()).headMap(4)).hasSize(3);
        assertThat(now.get(4)).isNotEqualTo(hashes(run()).get(4));
        assertThat(now).hasSize(6);
        ForkedFrom from = new ExperimentFile()
                .read(folder.resolve("fork").resolve(RunFolder.EXPERIMENT))
                .course()
                .forkedFrom();
        assertThat(from).isNotNull();
        assertThat(from.run()).isEqualTo("original");
        assertThat(from.epoch()).isEqualTo(3);
        assertThat(from.weightsSha256()).isEqualTo(hashes(run()).get(3));
        assertThat(fork.trained().epochs()).isEqualTo(6);
        assertThat(JournalFile.epochs(folder.resolve("fork").resolve(RunFolder.JOURNAL)))
                .hasSize(6);
        requireVerified();
    }

    @Test
    void aForkWithoutAChangeThatCountsComesToTheBitsOfTheOriginal() {
        RunResult fork = fork(2, "train.maxSeconds=10000", "title=again");
        assertThat(hashes(folder.resolve("fork"))).isEqualTo(hashes(run()));
        assertThat(fork.weightsSha256()).isEqualTo(original.weightsSha256());
        assertThat(fork.trained().best()).isEqualTo(original.trained().best());
    }

    @Test
    void theLastEpochCanBeForkedAndAForkToo() {
        fork(5, "train.epochs=7");
        Path second = folder.resolve("second");
        Forks.fork(folder.resolve("fork"), 6, List.of("optimizer={sgd: 0.1}", "train.epochs=8"), options(second));
        assertThat(hashes(second).headMap(7))
                .isEqualTo(hashes(folder.resolve("fork")).headMap(7));
        assertThat(hashes(second)).hasSize(8);
        assertThat(Runs.verify(second, options(folder)).same()).isTrue();
    }

    @Test
    void batchesAndAugmentationMayChange() {
        fork(2, "data.batch=700", "data.shuffle=false", "train.epochs=3");
        requireVerified();
    }

    @Test
    void aForkThatWasKilledGoesOn() throws IOException {
        TrainingListener stopping = event -> {
            if (event instanceof TrainingEvent.Progressed progressed && progressed.epoch() > 3
                    || event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 4) {
                throw new StoppedException("killed");
            }
        };
        String whole = fork(3, "optimizer.adam.learningRate=0.002").weightsSha256();
        Path killed = folder.resolve("killed");
        List<String> changes = List.of("optimizer.adam.learningRate=0.002");
        assertThatThrownBy(() -> Forks.fork(run(), 3, changes, options(killed).withListener(stopping)))
                .isInstanceOf(StoppedException.class);
        assertThat(Runs.resume(killed, options(killed)).weightsSha256()).isEqualTo(whole);

        Path bare = folder.resolve("bare");
        assertThatThrownBy(() -> Forks.fork(run(), 3, changes, options(bare).withListener(stopping)))
                .isInstanceOf(StoppedException.class);
        Files.delete(bare.resolve(RunFolder.STATE));
        assertThat(Runs.resume(bare, options(bare)).weightsSha256()).isEqualTo(whole);
        assertThat(hashes(bare)).isEqualTo(hashes(folder.resolve("fork")));
    }

    @Test
    void theCheckpointOfTheEpochIsTakenWhereThereIsOne() {
        Path stopped = folder.resolve("stopped");
        assertThatThrownBy(() -> Runs.run(
                        new ExperimentFile().parse(STUDY), options(stopped).withListener(event -> {
                            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 3) {
                                throw new StoppedException("killed");
                            }
                        })))
                .isInstanceOf(StoppedException.class);
        int[] trained = {0};
        RunResult fork = Forks.fork(
                stopped, 3, List.of(), options(folder.resolve("fork")).withListener(event -> {
                    trained[0] += event instanceof TrainingEvent.EpochEnded ? 1 : 0;
                }));
        assertThat(trained[0]).isEqualTo(2);
        assertThat(fork.weightsSha256()).isEqualTo(original.weightsSha256());
    }

    @ParameterizedTest
    @CsvSource({
        "3, data.name=blobs, at data.name",
        "3, data.test=0.3, at data.test",
        "3, seed=7, at seed",
        "3, model.0.dense.units=17, at model",
        "3, train.epochs=3, at train.epochs",
        "3, search.repeat=2, at search",
        "6, name=x, 'has no epoch 6 to fork from; give 1 to 5'",
        "0, name=x, has no epoch 0"
    })
    void whatAForkCannotChangeIsRefusedAndLeavesNothing(int epoch, String change, String words) {
        assertThatThrownBy(() -> fork(epoch, change))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(words);
        assertThat(folder.resolve("fork")).doesNotExist();
    }

    @Test
    void theFirstEpochThatDiffersIsNamed() throws IOException {
        Path other = folder.resolve("other");
        Runs.run(new ExperimentFile().parse(STUDY), options(other));
        Path journal = other.resolve(RunFolder.JOURNAL);
        String hash = hashes(other).get(2);
        Files.writeString(journal, Files.readString(journal).replace(hash, "0".repeat(64)));
        assertThatThrownBy(() -> Forks.fork(other, 4, List.of(), options(folder.resolve("fork"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("differ from epoch 2 on");
        assertThat(folder.resolve("fork")).doesNotExist();
    }

    @Test
    void aForkWhoseRecordWasEditedDoesNotVerify() throws IOException {
        fork(3, "train.epochs=4");
        Path file = folder.resolve("fork").resolve(RunFolder.EXPERIMENT);
        Path model = folder.resolve("fork").resolve(RunFolder.MODEL);
        String hash = hashes(run()).get(3);
        for (Path each : List.of(file, model)) {
            Files.writeString(each, Files.readString(each).replace(hash, "0".repeat(64)));
        }
        assertThatThrownBy(() -> Runs.verify(folder.resolve("fork"), options(folder)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the weights after epoch 3 are not those");
    }
}
