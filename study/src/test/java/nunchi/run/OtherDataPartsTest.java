package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.data.Subset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which part of other data is measured.
final class OtherDataPartsTest {
    @TempDir
    private static Path folder;

    private static RunOptions options() {
        return new RunOptions().withBackend("reference");
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// Half of its own data was held out by chance.
    private static Path split() {
        DataSettings half = new DataSettings("digits")
                .withTest(new Splitter.Random(0.5))
                .withValidation(new Splitter.Random(0.1))
                .withBatch(300);
        Experiment experiment = new Experiment(
                "split", half, List.of(new Dense(10)), new SoftmaxCrossEntropy(), new Adam(0.01), new TrainSettings(1));
        return Runs.run(experiment, options().withOut(folder.resolve("split-run-" + System.nanoTime())))
                .folder()
                .path();
    }

    private static Evaluated other(Path run, Split part, String... changes) {
        return Runs.evaluate(run, part, List.of(changes), options());
    }

    @Test
    void otherDataIsMeasuredWholeThoughTheRunHeldSomeOfItsOwnOut() throws IOException {
        Path run = split();
        String table = IntStream.range(0, 40)
                .mapToObj(row -> "1,".repeat(64) + row % 10)
                .collect(Collectors.joining("\n"));
        String name = "data.name='%s'".formatted(write("other-digits.csv", table));
        assertThat(other(run, null, name))
                .extracting(Evaluated::part, evaluated -> evaluated.data().size())
                .containsExactly(null, 40);
        assertThat(other(run, Split.TRAIN, name))
                .extracting(Evaluated::part, evaluated -> evaluated.data().size())
                .containsExactly(Split.TRAIN, 40);
        assertThat(other(run, null, name, "data.test={random: 0.5}").data().size())
                .isEqualTo(20);
        assertThat(other(run, null))
                .extracting(Evaluated::part, evaluated -> evaluated.data().size())
                .containsExactly(Split.TEST, 899);
        assertThat(other(run, null, "data.name=digits").part())
                .as("its own data stays cut")
                .isEqualTo(Split.TEST);
    }

    @Test
    void otherDataWithATestSetOfItsOwnIsMeasuredByThat() {
        Dataset rows =
                new ArrayDataset(new DataCard("own parts"), Tensor.zeros(Shape.of(30, 64)), Tensor.zeros(Shape.of(30)));
        Datasets parts = new Datasets(rows, null, new Subset(rows, new int[] {0, 1, 2}));
        DataSettings own =
                new DataSettings("digits").withTest(new Splitter.Random(0.5)).withValidation(new Splitter.Random(0.1));
        RunFolder none = new RunFolder(folder.resolve("none"));
        OtherData other = named(none, own, "data.name=own parts", parts);
        assertThat(other.cut(1).test().size()).isEqualTo(3);
        assertThat(other.isUncut()).isFalse();
        assertThatThrownBy(() -> named(none, own, "data.test.random=0.1", parts).cut(1))
                .hasMessageContaining("has a test set of its own");
    }

    private static OtherData named(RunFolder run, DataSettings own, String change, Datasets parts) {
        return OtherData.named(run, learning(own), learning(own.withName("own parts")), List.of(change), parts);
    }

    private static Experiment learning(DataSettings data) {
        return new Experiment(
                "named", data, List.of(new Dense(3)), new SoftmaxCrossEntropy(), new Adam(0.1), new TrainSettings(1));
    }
}
