package nunchi.predict;

import static nunchi.predict.PredictorTest.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.MeanSquaredError;
import nunchi.model.TableColumns;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.prediction.Prediction;
import nunchi.record.Codec;
import nunchi.record.JsonFile;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What predictions say by the meaning of the model's outputs: labels, scores, classes or values.
final class PredictorOutputsTest {
    @TempDir
    private static Path folder;

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
        Runs.run(experiment, new Datasets(genres), new RunOptions().withOut(run));
        requireEvaluationOfLabels(run);
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

    private static void requireEvaluationOfLabels(Path run) throws IOException {
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
        requireWarAndNone(json(tree).path("predictions"));
    }

    private static JsonNode json(AnswerList answers) {
        return new JsonMapper().readTree(Codec.line(answers.record()));
    }

    private static void requireWarAndNone(JsonNode predictions) {
        assertThat(predictions.path(0).path("class").asString()).isEqualTo("war");
        JsonNode none = predictions.path(1);
        assertThat(none.path("labels")).isEmpty();
        assertThat(none.has("class") || none.has("probability"))
                .as("no label is true")
                .isFalse();
        assertThat(none.path("filled").path(0).asString()).isEqualTo("column 'x' by 2.0");
        assertThat(predictions.path(0).path("labels").valueStream().map(JsonNode::asString))
                .containsExactly("war");
        assertThat(predictions
                        .path(0)
                        .path("top")
                        .valueStream()
                        .map(label -> label.path("yes").asBoolean()))
                .containsExactly(true, false);
        assertThat(predictions.path(0).path("threshold").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void whatIsNoProbabilityIsCalledAScore() {
        Tensor line = new Tensor(Shape.of(4, 1), new float[] {-2, -1, 1, 2});
        Dataset halves = ArrayDataset.labelled("halves", line, new int[] {0, 0, 1, 1}, List.of("below", "above"));
        Path run = folder.resolve("scores");
        Runs.run(
                experiment(new DataSettings("halves").withBatch(4), new MeanSquaredError(), new Dense(1)),
                new Datasets(halves),
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
    void oneUnitStandsForTwoClasses() {
        Tensor line = new Tensor(Shape.of(4, 1), new float[] {-2, -1, 1, 2});
        Dataset halves = ArrayDataset.labelled("halves", line, new int[] {0, 0, 1, 1}, List.of("below", "above"));
        Runs.run(
                experiment(new DataSettings("halves").withBatch(4), new BinaryCrossEntropy(), new Dense(1)),
                new Datasets(halves),
                new RunOptions().withOut(folder.resolve("two")));
        try (Predictor predictor = Predictor.load(folder.resolve("two"))) {
            Prediction prediction = predictor.predict(100);
            assertThat(prediction.values()).hasSize(1);
            assertThat(prediction.classes()).hasSize(2);
            assertThat(prediction.classes().get(0).probability()
                            + prediction.classes().get(1).probability())
                    .isEqualTo(1);
        }
    }

    @Test
    void valuesHaveNoClasses() {
        Tensor line = new Tensor(Shape.of(4, 1), new float[] {-2, -1, 1, 2});
        Dataset values =
                new ArrayDataset(new DataCard("values"), line, new Tensor(Shape.of(4, 1), new float[] {-4, -2, 2, 4}));
        Runs.run(
                experiment(new DataSettings("values").withBatch(4), new MeanSquaredError(), new Dense(1)),
                new Datasets(values),
                new RunOptions().withOut(folder.resolve("values")));
        try (Predictor predictor = Predictor.load(folder.resolve("values"))) {
            assertThat(predictor.predict(1).classes()).isEmpty();
            assertThat(predictor.predict(1).values()).hasSize(1);
            assertThatThrownBy(() -> predictor.predict(Picture.of(1, 1, 1, new byte[1])))
                    .hasMessageContaining("which are not images");
            assertThatThrownBy(() -> predictor.form().withFit(Fit.CROP)).hasMessageContaining("which are not images");
        }
    }

    @Test
    void colouredPicturesHaveNoStrokes() {
        ExampleForm colours = new ExampleForm(
                Shape.of(2, 2, 3),
                List.of(),
                Shape.of(2, 2, 3),
                InputRange.BYTE,
                Fit.CROP,
                TableColumns.all(12),
                null,
                null);
        assertThatThrownBy(() -> colours.withFit(Fit.STROKES))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("strokes are grey");
    }
}
