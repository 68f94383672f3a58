package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Sgd;
import nunchi.random.RandomKey;
import nunchi.record.JsonFile;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a run leaves grows with its classes, not with their square.
final class ManyClassesTest {
    private static final int ROWS = 300;

    @TempDir
    Path folder;

    private Path run(int classes) {
        RandomKey key = RandomKey.of(1);
        float[] values = new float[ROWS * 10];
        IntStream.range(0, values.length).forEach(i -> values[i] = (float) key.normal(i));
        int[] labels = IntStream.range(0, ROWS).map(row -> row * 7 % classes).toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj("class %d"::formatted).toList();
        Dataset data = ArrayDataset.labelled("many", new Tensor(Shape.of(ROWS, 10), values), labels, names);
        Experiment experiment = new Experiment(
                "many",
                new DataSettings("many"),
                List.of(new Dense(classes)),
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(1));
        Path out = folder.resolve("run");
        Runs.run(experiment, new Datasets(data), new RunOptions().withOut(out));
        return out;
    }

    private static long bytes(Path file) throws IOException {
        return Files.size(file);
    }

    @Test
    void threeThousandClassesMakeASmallReport() throws IOException {
        Path out = run(3000);
        JsonNode evaluation = JsonFile.read(RunFolder.open(out).file(RunFolder.EVALUATION));
        assertThat(bytes(out.resolve(RunFolder.REPORT))).isLessThan(15_000_000);
        assertThat(bytes(out.resolve(RunFolder.EVALUATION))).isLessThan(1_000_000);
        assertThat(evaluation.has("confusion")).isFalse();
        assertThat(evaluation.path("perClassOf").asInt()).isEqualTo(3000);
        assertThat(evaluation.path("perClass").size()).isEqualTo(200);
        assertThat(evaluation.path("confused").size()).isPositive();
        JsonNode mistake = evaluation.path("mistakes").path(0);
        assertThat(mistake.path("probabilities").has(mistake.path("truth").asString()))
                .isTrue();
        assertThat(mistake.path("probabilities").has(mistake.path("prediction").asString()))
                .isTrue();
        assertThat(Files.readString(out.resolve(RunFolder.REPORT)))
                .contains(
                        "Of 3,000 classes the table has those with the highest and the lowest F1",
                        "The matrix of 3,000 classes is left out, since a page shows at most 200; evaluation.json has the ",
                        "Examples of the 100 most and the 100 least frequent of 3,000 classes in each split");
    }

    @Test
    void aPageShowsTheMatrixOf200ClassesAndNotOf201() throws IOException {
        Path first = run(200);
        assertThat(Files.readString(first.resolve(RunFolder.REPORT)))
                .contains("Rows are true classes, columns predictions");
        Files.move(first, folder.resolve("first"));
        Path second = run(201);
        assertThat(Files.readString(second.resolve(RunFolder.REPORT)))
                .doesNotContain("Rows are true classes, columns predictions")
                .contains(
                        "The matrix of 201 classes is left out, since a page shows at most 200; evaluation.json has all of it.");
        assertThat(JsonFile.read(RunFolder.open(second).file(RunFolder.EVALUATION))
                        .path("confusion")
                        .size())
                .isEqualTo(201);
    }

    /// A matrix would have 10,000,000,000 cells.
    @Test
    void aHundredThousandClassesAreTrainedAndMeasured() throws IOException {
        Path out = run(100_000);
        assertThat(bytes(out.resolve(RunFolder.REPORT))).isLessThan(15_000_000);
        assertThat(bytes(out.resolve(RunFolder.EVALUATION))).isLessThan(5_000_000);
    }
}
