package nunchi.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.TrainSettings;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Reshape;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.predict.Predictor;
import nunchi.prediction.Prediction;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.run.StoredData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteppedModelTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    private static Path folder;

    private static Experiment experiment;
    private static SteppedModel model;

    @BeforeAll
    static void train() {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withBatch(50)
                .withPreprocess(new Scale(16));
        experiment = new Experiment(
                "small",
                data,
                List.of(
                        new Reshape(List.of(8, 8, 1)),
                        new Conv2d(4, 3, new Relu()),
                        new BatchNorm(),
                        new MaxPool2d(2),
                        new Dropout(0.5),
                        new Flatten(),
                        new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.01),
                new TrainSettings(2));
        Runs.run(experiment, OPTIONS.withOut(folder.resolve("digits")));
        model = SteppedModel.load(folder.resolve("digits"), OPTIONS);
    }

    private static Dataset rows() {
        return StoredData.own(RunFolder.open(folder.resolve("digits")), experiment, OPTIONS)
                .train();
    }

    @Test
    void theLastStepIsWhatThePredictorSays() {
        Dataset rows = rows();
        try (Predictor predictor = Predictor.load(folder.resolve("digits"), OPTIONS)) {
            for (int row : List.of(0, 7, 100)) {
                SteppedExample example = model.ofRow(row);
                Prediction said = predictor.predict(rows.example(row));
                double[] stepped = example.prediction();
                for (Prediction.Likelihood each : said.classes()) {
                    assertThat((double) each.probability()).isCloseTo(stepped[each.number()], within(1e-5));
                }
                assertThat(example.target()).containsExactly(rows.label(row));
                assertThat(example.loss()).isCloseTo(-Math.log(stepped[rows.label(row)]), within(1e-9));
            }
        }
    }

    @Test
    void anotherClassIsAnotherLossOfTheSameOutput() {
        float[] values = rows().example(3);
        SteppedExample one = model.ofClass(values, 1);
        SteppedExample two = model.ofClass(values, 2);
        assertThat(one.prediction()).isEqualTo(two.prediction());
        assertThat(one.loss()).isCloseTo(-Math.log(one.prediction()[1]), within(1e-9));
        assertThat(two.loss()).isCloseTo(-Math.log(two.prediction()[2]), within(1e-9));
        assertThat(model.ofClass(values, rows().label(3)).loss())
                .isEqualTo(model.ofRow(3).loss());
    }

    @Test
    void whatTheModelDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> model.ofRow(-1)).hasMessageContaining("has no example -1; give 0 to");
        assertThatThrownBy(() -> model.ofRow(1_000_000)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> model.ofClass(new float[63], 0)).hasMessageContaining("63 values");
        assertThatThrownBy(() -> model.ofClass(new float[64], 10)).hasMessageContaining("there is no class 10");
        assertThatThrownBy(() -> model.ofNumber(new float[64], 1)).hasMessageContaining("choose its row");
        assertThatThrownBy(() -> model.of(new float[64], new float[] {Float.NaN}))
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> model.of(new float[64], new float[2])).hasMessageContaining("1 values, but got 2");
    }

    @Test
    void aNumberIsPredictedForTheRowOfATable() throws IOException {
        StringBuilder table = new StringBuilder("width,height,area\n");
        for (int i = 0; i < 60; i++) {
            table.append("%d,%d,%d\n".formatted(i % 6, i % 10, i % 6 * (i % 10)));
        }
        Path file = Files.writeString(folder.resolve("areas.csv"), table);
        Path written = Files.writeString(folder.resolve("areas.yaml"), """
                name: areas
                data: {name: '%s', target: area, preprocess: [standardize], batch: 20}
                model: [{dense: {units: 8, activation: relu}}, {dense: {units: 1}}]
                loss: meanSquaredError
                optimizer: {adam: {learningRate: 0.02}}
                train: {epochs: 2}
                """.formatted(file));
        Runs.run(new ExperimentFile().read(written), OPTIONS.withOut(folder.resolve("areas")));
        SteppedModel areas = SteppedModel.load(folder.resolve("areas"), OPTIONS);
        SteppedExample example = areas.ofNumber(new float[] {3, 4}, 12);
        double error = example.prediction()[0] - 12;
        assertThat(example.loss()).isCloseTo(error * error, within(1e-9));
        assertThatThrownBy(() -> areas.ofClass(new float[2], 0)).hasMessageContaining("there is no class 0");
    }

    @Test
    void aModelThatIsTooLargeIsRefused() {
        DataSettings data = new DataSettings("digits").withBatch(500);
        Experiment wide = new Experiment(
                "wide",
                data,
                List.of(new Dense(1050, new Relu()), new Dense(1000, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.001),
                new TrainSettings(1));
        Runs.run(wide, OPTIONS.withOut(folder.resolve("wide")));
        assertThatThrownBy(() -> SteppedModel.load(folder.resolve("wide"), OPTIONS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 2,000 ops, 1,000,000 values and 10,000,000 operations");
    }
}
