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
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.data.Subset;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Scale;
import nunchi.loss.Loss;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.prediction.Prediction;
import nunchi.run.Evaluated;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    static Experiment experiment(DataSettings data, Loss loss, Layer... model) {
        return new Experiment("small", data, List.of(model), loss, new Adam(0.003), new TrainSettings(3));
    }

    private static float[] row(int row) {
        float[] values = new float[64];
        DIGITS.example(row, values, 0);
        return values;
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
