package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.data.Parts;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.data.Subset;
import nunchi.data.TableColumns;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Scale;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.metric.Prediction;
import nunchi.optimizer.Adam;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.record.Codec;
import nunchi.record.JsonFile;
import nunchi.run.Evaluated;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PredictorTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static final Dataset DIGITS = Digits.load();

    @BeforeAll
    static void train() {
        run = folder.resolve("digits");
        DataSettings data =
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16));
        Experiment experiment = experiment(data, new SoftmaxCrossEntropy(), new Dense(32, new Relu()), new Dense(10));
        Runs.run(experiment, new RunOptions().withOut(run));
    }

    private static Experiment experiment(DataSettings data, Loss loss, Layer... model) {
        return new Experiment("small", data, List.of(model), loss, new Adam(0.003), new TrainSettings(3));
    }

    private static float[] row(int row) {
        float[] values = new float[64];
        DIGITS.example(row, values, 0);
        return values;
    }

    private static JsonNode json(AnswerList answers) {
        return new JsonMapper().readTree(Codec.line(answers.record()));
    }

    @Test
    void valuesThatAreNotFiniteAreRefusedByTheirRowAndColumn() {
        try (Predictor predictor = Predictor.load(run)) {
            for (float value :
                    new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, (float) 1e39}) {
                float[] wrong = row(3);
                wrong[17] = value;
                assertThatThrownBy(() -> predictor.predict(wrong))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("column 17 is " + value);
                assertThatThrownBy(() -> predictor.predict(List.of(row(0), row(1), wrong)))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("row 2: ")
                        .hasMessageContaining("column 17 is " + value);
            }
        }
    }

    @Test
    void predictionsHaveTheBitsOfTheEvaluation() {
        Evaluated evaluated = Runs.evaluate(run, Split.TEST, List.of(), new RunOptions());
        Subset test = (Subset) evaluated.data();
        List<float[]> examples = new ArrayList<>();
        evaluated.evaluation().mistakes().forEach(answer -> examples.add(row(test.rowInWhole(answer.row()))));
        assertThat(examples).isNotEmpty();
        try (Predictor predictor = Predictor.load(run)) {
            List<Prediction> together = predictor.predict(examples);
            for (int i = 0; i < examples.size(); i++) {
                List<Float> expected = evaluated.evaluation().mistakes().get(i).probabilities();
                assertThat(together.get(i).values()).isEqualTo(expected);
                assertThat(predictor.predict(examples.get(i)).values()).isEqualTo(expected);
                assertThat(together.get(i).best().number())
                        .isEqualTo(evaluated.evaluation().mistakes().get(i).prediction());
            }
        }
    }

    @Test
    void classesStandInTheOrderOfTheirProbabilities() {
        try (Predictor predictor = Predictor.load(run)) {
            Prediction prediction = predictor.predict(row(0));
            assertThat(prediction.classes())
                    .hasSize(10)
                    .isSortedAccordingTo((a, b) -> Float.compare(b.probability(), a.probability()));
            assertThat(prediction.top(3)).isEqualTo(prediction.classes().subList(0, 3));
            assertThat(prediction.best().name()).isEqualTo("0");
            prediction
                    .classes()
                    .forEach(each -> assertThat(each.probability())
                            .isEqualTo(prediction.values().get(each.number())));
        }
    }

    @Test
    void manyThreadsAskAtOnce() {
        try (Predictor predictor = Predictor.load(run, new RunOptions().withThreads(3))) {
            List<Prediction> alone = IntStream.range(0, 300)
                    .mapToObj(row -> predictor.predict(row(row)))
                    .toList();
            Map<Integer, Prediction> found = new ConcurrentHashMap<>();
            IntStream.range(0, 300)
                    .parallel()
                    .forEach(row -> found.put(
                            row,
                            row % 3 == 0
                                    ? predictor.predict(List.of(row(row))).getFirst()
                                    : predictor.predict(row(row))));
            IntStream.range(0, 300).forEach(row -> assertThat(found.get(row)).isEqualTo(alone.get(row)));
        }
    }

    @Test
    void aPictureIsFittedAsTheRunRecordedIt() {
        byte[] samples = new byte[64];
        for (int i = 0; i < 64; i++) {
            samples[i] = (byte) (255 - Math.round(row(5)[i] * 255 / 16));
        }
        try (Predictor predictor = Predictor.load(run)) {
            assertThat(predictor.form().fit()).isEqualTo(Fit.STROKES);
            Picture picture = Picture.of(8, 8, 1, samples);
            assertThat(predictor.predict(picture).best().name()).isEqualTo("5");
            assertThat(predictor.form().withFit(Fit.STRETCH).seen(picture).samples())
                    .isEqualTo(samples);
        }
    }

    /// Each of two values says whether one of two labels is true: an example has both, one or none.
    @Test
    void anExampleMayHaveSeveralLabels() throws IOException {
        Tensor examples = new Tensor(Shape.of(4, 2), new float[] {3, 3, 3, -3, -3, 3, -3, -3});
        Tensor targets = new Tensor(Shape.of(4, 2), new float[] {1, 1, 1, 0, 0, 1, 0, 0});
        Dataset genres = new ArrayDataset(new DataCard("genres", "drama", "war"), examples, targets);
        Experiment experiment = experiment(
                        new DataSettings("genres").withBatch(4), new BinaryCrossEntropy(), new Dense(2))
                .withTrain(new TrainSettings(600));
        Path run = folder.resolve("genres");
        Runs.run(experiment, new Parts(genres), new RunOptions().withOut(run));
        JsonNode evaluation = JsonFile.read(RunFolder.open(run).file(RunFolder.EVALUATION));
        assertThat(evaluation.path("targets").asString()).isEqualTo("labels");
        assertThat(Files.readString(run.resolve(RunFolder.REPORT))).doesNotContain("classifies");
        assertThat(evaluation.path("accuracy").doubleValue()).isEqualTo(1);
        assertThat(evaluation.path("metrics").path("f1").doubleValue()).isEqualTo(1);
        assertThat(Files.readString(run.resolve(RunFolder.REPORT)))
                .contains(
                        "their counts do not add up to the number of all examples",
                        "do not add up to those of the means");
        assertThat(evaluation.has("confusion") || evaluation.has("calibration") || evaluation.has("mistakes"))
                .isFalse();
        assertThat(JsonFile.read(RunFolder.open(run).file(RunFolder.DATA))
                        .path("parts")
                        .path("train")
                        .path("perClass")
                        .valueStream()
                        .map(JsonNode::intValue))
                .containsExactly(2, 2);
        try (Predictor predictor = Predictor.load(run)) {
            assertThat(predictor.predict(3, 3).affirmed())
                    .extracting(Prediction.Likelihood::name)
                    .containsExactlyInAnyOrder("drama", "war");
            assertThat(predictor.predict(-3, 3).affirmed())
                    .extracting(Prediction.Likelihood::name)
                    .containsExactly("war");
            assertThat(predictor.predict(-3, -3).affirmed()).isEmpty();
            requireLabels(predictor);
        }
    }

    private static void requireLabels(Predictor predictor) {
        AnswerList tree = new AnswerList("RUN", predictor.form(), 2, false);
        tree.add(new Answer(
                "row 1", new Question.Given(new float[] {-3, 3}, null, null), predictor.predict(-3, 3), null));
        tree.add(new Answer(
                "row 2",
                new Question.Given(new float[] {-3, -3}, null, null, List.of("column 'x' by 2.0")),
                predictor.predict(-3, -3),
                null));
        assertThat(json(tree).path("predictions").path(0).path("class").asString())
                .isEqualTo("war");
        JsonNode none = json(tree).path("predictions").path(1);
        assertThat(none.path("labels")).isEmpty();
        assertThat(none.has("class") || none.has("probability"))
                .as("no label is true")
                .isFalse();
        assertThat(none.path("filled").path(0).asString()).isEqualTo("column 'x' by 2.0");
        assertThat(json(tree)
                        .path("predictions")
                        .path(0)
                        .path("labels")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("war");
        assertThat(json(tree)
                        .path("predictions")
                        .path(0)
                        .path("top")
                        .valueStream()
                        .map(label -> label.path("yes").asBoolean()))
                .containsExactly(true, false);
        assertThat(json(tree).path("predictions").path(0).path("threshold").doubleValue())
                .isEqualTo(0.5);
    }

    @Test
    void whatIsNoProbabilityIsCalledAScore() {
        Tensor line = new Tensor(Shape.of(4, 1), new float[] {-2, -1, 1, 2});
        Dataset halves = ArrayDataset.labelled("halves", line, new int[] {0, 0, 1, 1}, List.of("below", "above"));
        Path run = folder.resolve("scores");
        Runs.run(
                experiment(new DataSettings("halves").withBatch(4), new MeanSquaredError(), new Dense(1)),
                new Parts(halves),
                new RunOptions().withOut(run));
        JsonNode evaluation = JsonFile.read(RunFolder.open(run).file(RunFolder.EVALUATION));
        assertThat(evaluation.path("right").path(0).path("scores").size()
                        + evaluation.path("mistakes").path(0).path("scores").size())
                .isPositive();
        assertThat(evaluation.has("calibration")).isFalse();
        try (Predictor predictor = Predictor.load(run)) {
            AnswerList tree = new AnswerList("RUN", predictor.form(), 2, false);
            tree.add(new Answer(
                    "row 1", new Question.Given(new float[] {100}, null, null), predictor.predict(100), null));
            JsonNode said = json(tree).path("predictions").path(0);
            assertThat(said.path("score").isNumber()).isTrue();
            assertThat(said.has("probability")).isFalse();
        }
    }

    @Test
    void oneUnitStandsForTwoClassesAndNoClassesForValues() {
        Tensor line = new Tensor(Shape.of(4, 1), new float[] {-2, -1, 1, 2});
        Dataset halves = ArrayDataset.labelled("halves", line, new int[] {0, 0, 1, 1}, List.of("below", "above"));
        Runs.run(
                experiment(new DataSettings("halves").withBatch(4), new BinaryCrossEntropy(), new Dense(1)),
                new Parts(halves),
                new RunOptions().withOut(folder.resolve("two")));
        try (Predictor predictor = Predictor.load(folder.resolve("two"))) {
            Prediction prediction = predictor.predict(100);
            assertThat(prediction.values()).hasSize(1);
            assertThat(prediction.classes()).hasSize(2);
            assertThat(prediction.classes().get(0).probability()
                            + prediction.classes().get(1).probability())
                    .isEqualTo(1);
        }
        Dataset values =
                new ArrayDataset(new DataCard("values"), line, new Tensor(Shape.of(4, 1), new float[] {-4, -2, 2, 4}));
        Runs.run(
                experiment(new DataSettings("values").withBatch(4), new MeanSquaredError(), new Dense(1)),
                new Parts(values),
                new RunOptions().withOut(folder.resolve("values")));
        try (Predictor predictor = Predictor.load(folder.resolve("values"))) {
            assertThat(predictor.predict(1).classes()).isEmpty();
            assertThat(predictor.predict(1).values()).hasSize(1);
            assertThatThrownBy(() -> predictor.predict(Picture.of(1, 1, 1, new byte[1])))
                    .hasMessageContaining("which are no pictures");
            assertThatThrownBy(() -> predictor.form().withFit(Fit.CROP)).hasMessageContaining("which are no pictures");
        }
        ExampleForm colours = new ExampleForm(
                Shape.of(2, 2, 3), List.of(), Shape.of(2, 2, 3), InputRange.BYTE, Fit.CROP, TableColumns.all(12));
        assertThatThrownBy(() -> colours.withFit(Fit.STROKES))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("strokes are grey");
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Predictor predictor = Predictor.load(run);
        assertThatThrownBy(() -> predictor.predict(1, 2, 3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("an example has 3 values, but this model takes 64, the shape [64]");
        predictor.close();
        assertThatThrownBy(() -> predictor.predict(row(0)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> Predictor.load(folder.resolve("nothing")))
                .hasMessage("there is no folder " + folder.resolve("nothing"));
        Path damaged = Files.createDirectories(folder.resolve("damaged"));
        Files.copy(run.resolve("experiment.yaml"), damaged.resolve("experiment.yaml"));
        assertThatThrownBy(() -> Predictor.load(damaged)).hasMessageContaining("has no data.json");
        Files.writeString(damaged.resolve("data.json"), "{\"exam");
        assertThatThrownBy(() -> Predictor.load(damaged))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("data.json is damaged");
        Files.writeString(damaged.resolve("data.json"), "{\"classes\": [], \"example\": 64}");
        assertThatThrownBy(() -> Predictor.load(damaged))
                .hasMessageContaining("data.json is damaged: example is 64, where a list was written");
    }
}
