package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Reshape;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.random.RandomKey;
import nunchi.run.Evaluated;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.weights.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FamiliarityTest {
    private static final int DRAWINGS = 100;
    private static final String UNLIKE =
            "the image is unlike anything that the model was trained on: it may belong to none of the classes";

    @TempDir
    private static Path folder;

    private static Path run;
    private static Path convolutions;

    @BeforeAll
    static void train() {
        run = folder.resolve("digits");
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withValidation(new Splitter.Random(0.2))
                .withPreprocess(new Scale(16));
        Runs.run(experiment(data), new RunOptions().withOut(run));
        convolutions = folder.resolve("convolutions");
        Runs.run(
                experiment(
                        data.withValidation(new Splitter.Random(0.7)),
                        new Reshape(List.of(8, 8, 1)),
                        new Conv2d(16, 3, new Relu()),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(10)),
                new RunOptions().withOut(convolutions));
    }

    private static Experiment experiment(DataSettings data) {
        return experiment(data, new Dense(32, new Relu()), new Dense(10));
    }

    private static Experiment experiment(DataSettings data, Layer... layers) {
        return new Experiment(
                "small", data, List.of(layers), new SoftmaxCrossEntropy(), new Adam(0.003), new TrainSettings(10));
    }

    private static Picture picture(Dataset digits, int row) {
        float[] values = new float[64];
        digits.example(row, values, 0);
        byte[] samples = new byte[64];
        for (int i = 0; i < 64; i++) {
            samples[i] = (byte) Math.round(values[i] * 255 / 16);
        }
        return Picture.of(8, 8, 1, samples);
    }

    /// Of ten drawings, asked one by one.
    private static long warned(Predictor predictor) {
        return IntStream.range(0, 10)
                .filter(drawing -> predictor
                        .predict(Drawings.lines(RandomKey.of(drawing)))
                        .warnings()
                        .contains(UNLIKE))
                .count();
    }

    private static long unlike(Predictor predictor, List<Question> questions) {
        List<Answer> answers = new ArrayList<>();
        PredictionStream.of(predictor, questions, answers::add);
        return answers.stream()
                .filter(answer -> answer.warnings().contains(UNLIKE))
                .count();
    }

    /// The seen picture, whatever the rule of the run.
    static Question question(Picture seen, Predictor predictor) {
        return new Question("drawing", () -> new Question.Given(predictor.form().values(seen), seen, null));
    }

    @Test
    void heldOutDigitsAreFamiliarAndDrawingsOfRandomLinesAreNot() {
        Evaluated test = Runs.evaluate(run, Split.TEST, List.of(), new RunOptions());
        try (Predictor predictor = Predictor.load(run)) {
            List<Question> digits = IntStream.range(0, test.data().size())
                    .mapToObj(row -> question(picture(test.data(), row), predictor))
                    .toList();
            assertThat(unlike(predictor, digits))
                    .as("false alarms on %d held-out digits", digits.size())
                    .isLessThanOrEqualTo(7);
            List<Question> drawings = IntStream.range(0, DRAWINGS)
                    .mapToObj(i -> question(Drawings.lines(RandomKey.of(i)).fit(Fit.STROKES, 8, 8, 1), predictor))
                    .toList();
            assertThat(unlike(predictor, drawings))
                    .as("of %d drawings", DRAWINGS)
                    .isGreaterThanOrEqualTo(80);
        }
    }

    @Test
    void aThousandValidationExamplesGiveAJointRuleAndAFileWithoutItIsReadAsBefore() throws IOException {
        Evaluated test = Runs.evaluate(convolutions, Split.TEST, List.of(), new RunOptions());
        Path file = convolutions.resolve(RunFolder.FAMILIARITY);
        byte[] stored = Files.readAllBytes(file);
        assertThat(Safetensors.read(file)).containsKey("joint/limit");
        assertThat(Safetensors.read(run.resolve(RunFolder.FAMILIARITY))).doesNotContainKey("joint/limit");
        for (byte[] rule : List.of(stored, Safetensors.write(withoutJoint(file)))) {
            Files.write(file, rule);
            try (Predictor predictor = Predictor.load(convolutions)) {
                List<Question> curves = IntStream.range(0, DRAWINGS)
                        .mapToObj(i -> question(Drawings.curve(RandomKey.of(i)).fit(Fit.STROKES, 8, 8, 1), predictor))
                        .toList();
                assertThat(unlike(predictor, curves)).isGreaterThanOrEqualTo(75);
                List<Question> digits = IntStream.range(0, test.data().size())
                        .mapToObj(row -> question(picture(test.data(), row), predictor))
                        .toList();
                assertThat(unlike(predictor, digits)).isLessThanOrEqualTo(8);
            }
        }
        Files.write(file, stored);
    }

    @Test
    void whereThereIsAJointRuleItAloneDecides() throws IOException {
        Path file = convolutions.resolve(RunFolder.FAMILIARITY);
        byte[] stored = Files.readAllBytes(file);
        for (float limit : new float[] {-1, Float.MAX_VALUE}) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(Safetensors.read(file));
            tensors.put("joint/limit", new Tensor(Shape.of(1), new float[] {limit}));
            Files.write(file, Safetensors.write(tensors));
            try (Predictor predictor = Predictor.load(convolutions)) {
                assertThat(warned(predictor)).isEqualTo(limit < 0 ? 10 : 0);
            }
        }
        Files.write(file, stored);
    }

    private static Map<String, Tensor> withoutJoint(Path file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(Safetensors.read(file));
        tensors.keySet().removeIf(name -> name.startsWith("joint/"));
        return tensors;
    }

    @Test
    void aProgramsAnswerCarriesTheWarningAndRowsOfNumbersNone() {
        try (Predictor predictor = Predictor.load(run)) {
            Picture drawing = Drawings.lines(RandomKey.of(0));
            assertThat(warned(predictor)).isGreaterThanOrEqualTo(6);
            assertThat(predictor
                            .predict(predictor.form().values(predictor.form().seen(drawing)))
                            .warnings())
                    .isEmpty();
        }
    }

    @Test
    void theSameExperimentStoresTheSameBytesForAnyNumberOfThreadsAndARunWithoutTheFileIsMeasuredAnew()
            throws IOException {
        byte[] stored = Files.readAllBytes(run.resolve(RunFolder.FAMILIARITY));
        Path again = folder.resolve("again");
        Experiment experiment = RunFolder.open(run).experiment(new RunOptions().files());
        Runs.run(experiment, new RunOptions().withThreads(1).withOut(again));
        assertThat(Files.readAllBytes(again.resolve(RunFolder.FAMILIARITY))).isEqualTo(stored);
        Files.delete(again.resolve(RunFolder.FAMILIARITY));
        try (Predictor predictor = Predictor.load(again)) {
            assertThat(warned(predictor)).isGreaterThanOrEqualTo(6);
        }
        Files.write(again.resolve(RunFolder.FAMILIARITY), Arrays.copyOf(stored, stored.length / 2));
        assertThatThrownBy(() -> Predictor.load(again))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("familiarity.safetensors are damaged");
    }

    @Test
    void aProgramsDataIsNotTakenForTheKnownSetOfItsName() throws IOException {
        Path given = folder.resolve("given");
        Experiment experiment = RunFolder.open(run).experiment(new RunOptions().files());
        Dataset known = DataCatalogue.standard().load("digits").train();
        float[] values = new float[64 * known.size()];
        float[] labels = new float[known.size()];
        for (int row = 0; row < known.size(); row++) {
            known.example(row, values, 64 * row);
            known.target(row, labels, row);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = 16 - values[i];
        }
        DataCard card = known.card().withChecksums(Map.of());
        Datasets own = new Datasets(new ArrayDataset(
                card, new Tensor(Shape.of(known.size(), 64), values), new Tensor(Shape.of(known.size()), labels)));
        Runs.run(experiment, own, new RunOptions().withOut(given));
        Files.delete(given.resolve(RunFolder.FAMILIARITY));
        try (Predictor predictor = Predictor.load(given)) {
            assertThat(warned(predictor))
                    .as("warnings by comparison with other digits")
                    .isZero();
        }
    }
}
