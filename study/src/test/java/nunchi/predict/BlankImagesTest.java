package nunchi.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.random.RandomKey;
import nunchi.run.Familiarity;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlankImagesTest {
    @TempDir
    private static Path folder;

    private static Experiment experiment(DataSettings data) {
        return new Experiment(
                "small",
                data,
                List.of(new Dense(32, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(10));
    }

    /// Pictures with contrast of one's own: paper under uneven light has none, whatever its mean.
    @Test
    void aBlankPageGetsNoClassWhereAllTrainingPicturesHaveContrast() {
        Datasets parts = new Datasets(noise(600));
        Path own = folder.resolve("noise");
        Runs.run(
                experiment(new DataSettings("noise").withPreprocess(new Scale(255))),
                parts,
                new RunOptions().withOut(own));
        try (Predictor predictor = Predictor.load(own)) {
            assertThatThrownBy(() -> predictor.predict(page()))
                    .hasMessage("nothing to see: the image is blank; give an image of something");
            List<Answer> answers = new ArrayList<>();
            Picture page = page();
            Picture noise =
                    picture(8, i -> Math.round(128 + 30 * RandomKey.of(9).normal(i)));
            PredictionStream.of(
                    predictor,
                    List.of(
                            new Question(
                                    "page",
                                    () -> new Question.Given(
                                            predictor
                                                    .form()
                                                    .values(predictor.form().seen(page)),
                                            page,
                                            null)),
                            FamiliarityTest.question(noise, predictor)),
                    answers::add);
            assertThat(answers.getFirst().problem())
                    .isEqualTo("page: nothing to see: the image is blank; give an image of something");
            assertThat(answers.getLast().refused()).isFalse();
        }
    }

    @Test
    void fewExamplesAndRowsOfNumbersHaveNoRule() {
        Experiment experiment = experiment(new DataSettings("noise").withBatch(16));
        try (Backend backend = Backends.named("cpu", 2)) {
            Dataset few = noise(199);
            Trained trained = Trainer.train(experiment, new Datasets(few), backend, _ -> {});
            assertThat(Familiarity.of(experiment, trained.weights(), new Splits(few), backend))
                    .isNull();
            assertThat(Familiarity.of(experiment, trained.weights(), new Splits(noise(200)), backend))
                    .isNotNull();
            Dataset rows = ArrayDataset.labelled("rows", Tensor.zeros(Shape.of(300, 64)), new int[300], List.of("a"));
            assertThat(Familiarity.of(experiment, trained.weights(), new Splits(rows), backend))
                    .isNull();
        }
    }

    private static Dataset noise(int rows) {
        float[] values = new float[rows * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(Math.round(128 + 30 * RandomKey.of(5).normal(i)), 0, 255);
        }
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 2;
        }
        return new ArrayDataset(CARD, new Tensor(Shape.of(rows, 64), values), new Tensor(Shape.of(rows), labels));
    }

    private static final DataCard CARD = new DataCard("noise", "a", "b")
            .drawnAs(Shape.of(8, 8, 1), new InputRange(0, 255))
            .fittedBy(Fit.STRETCH);

    /// Lit from a corner, with the grain of paper.
    private static Picture page() {
        return picture(
                200,
                i -> Math.round(
                        150 + i / 200 / 4f + i % 200 / 5f + 2 * RandomKey.of(6).normal(i)));
    }

    private interface Brightness {
        double of(int pixel);
    }

    private static Picture picture(int side, Brightness brightness) {
        byte[] samples = new byte[side * side];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.clamp(Math.round(brightness.of(i)), 0, 255);
        }
        return Picture.of(side, side, 1, samples);
    }
}
