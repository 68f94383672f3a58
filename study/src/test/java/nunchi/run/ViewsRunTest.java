package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Limit;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.experiment.Variant;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.Model;
import nunchi.network.Views;
import nunchi.optimizer.Adam;
import nunchi.predict.Predictor;
import nunchi.train.MetricValues;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Views travel with the model from the experiment file to each prediction.
final class ViewsRunTest {
    private static final RunOptions OPTIONS = new RunOptions();
    private static final List<String> ALONE = List.of("data.views=null");
    private static final int ROWS = 9;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Path plain;
    private static Dataset test;
    private static List<float[]> examples;

    @BeforeAll
    static void train() {
        run = folder.resolve("views");
        plain = folder.resolve("plain");
        Variant moved = new Variant("moved", List.of("data.views={mirror: true, shift: 1}"));
        Runs.run(experiment(new Views()).withVariants(moved), OPTIONS.withOut(run));
        Runs.run(experiment(null), OPTIONS.withOut(plain));
        test = Runs.evaluate(run, Split.TEST, List.of(), OPTIONS).data();
        examples = IntStream.range(0, ROWS).mapToObj(test::example).toList();
    }

    private static Experiment experiment(Views views) {
        DataSettings data = new DataSettings("random")
                .withTest(new Splitter.Random(0.2))
                .withValidation(new Splitter.Random(0.2))
                .withLimit(new Limit(60, 40, 30))
                .withPreprocess(new Scale(255))
                .withViews(views);
        return new Experiment(
                "seen",
                data,
                List.of(new Conv2d(4, 3, new Relu()), new MaxPool2d(4), new Flatten(), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(2));
    }

    @Test
    void trainingComesToTheWeightsOfATrainingWithoutThem() {
        assertThat(RunFolder.open(run).weights())
                .isEqualTo(RunFolder.open(plain).weights());
        assertThat(Runs.verify(run, OPTIONS).same()).isTrue();
    }

    @Test
    void evaluationsHaveThemAsTheRunItself() {
        double own = loss(run, List.of());
        assertThat(own).isNotEqualTo(loss(run, ALONE));
        assertThat(loss(run, ALONE)).isEqualTo(loss(plain, List.of()));
        assertThat(loss(plain, List.of("data.views={mirror: true}"))).isEqualTo(own);
        assertThat(RunFolder.open(run).result().orElseThrow().test().loss()).isEqualTo(own);
    }

    @Test
    void variantsMayHaveOthers() {
        MetricValues moved = Runs.evaluate(run, Split.TEST, List.of("data.views={mirror: true, shift: 1}"), OPTIONS)
                .evaluation()
                .metrics();
        assertThat(RunFolder.open(run)
                        .result()
                        .orElseThrow()
                        .variants()
                        .getFirst()
                        .figures()
                        .test()
                        .loss())
                .isEqualTo(moved.loss())
                .isNotEqualTo(loss(run, List.of()));
    }

    private static double loss(Path of, List<String> changes) {
        return Runs.evaluate(of, Split.TEST, changes, OPTIONS)
                .evaluation()
                .metrics()
                .loss();
    }

    /// The softmax of a mean of logits is the geometric mean of the softmaxes, brought to the sum 1.
    @Test
    void predictionsAreOfTheMeanOfTheLogits() {
        try (Predictor with = Predictor.load(run);
                Predictor alone = Predictor.load(run, ALONE, OPTIONS)) {
            for (float[] example : examples) {
                List<Float> one = alone.predict(example).values();
                List<Float> other = alone.predict(mirrored(example)).values();
                double[] means = IntStream.range(0, one.size())
                        .mapToDouble(unit -> Math.sqrt((double) one.get(unit) * other.get(unit)))
                        .toArray();
                double sum = IntStream.range(0, means.length)
                        .mapToDouble(unit -> means[unit])
                        .sum();
                List<Float> found = with.predict(example).values();
                for (int unit = 0; unit < means.length; unit++) {
                    assertThat((double) found.get(unit)).isCloseTo(means[unit] / sum, within(1e-6));
                }
            }
        }
    }

    private static float[] mirrored(float[] image) {
        int width = test.example().extent(1);
        int channels = test.example().extent(2);
        float[] mirrored = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            int column = i / channels % width;
            mirrored[i] = image[i + (width - 1 - 2 * column) * channels];
        }
        return mirrored;
    }

    @Test
    void modelsThatAreLoadedOrSavedHaveThem() {
        Model loaded = Model.load(run);
        Path file = folder.resolve("model.safetensors");
        loaded.save(file);
        try (Predictor predictor = Predictor.load(run)) {
            for (float[] example : examples) {
                List<Float> expected = predictor.predict(example).values();
                assertThat(loaded.predict(example).values()).isEqualTo(expected);
                assertThat(Model.load(file).predict(example).values()).isEqualTo(expected);
                assertThat(Model.load(plain).predict(example).values()).isNotEqualTo(expected);
            }
        }
    }

    @Test
    void theParametersAndOperationsOfLayersAreOfTheImageAlone() {
        assertThat(RunFolder.open(run).model().orElseThrow().layers())
                .isEqualTo(RunFolder.open(plain).model().orElseThrow().layers());
    }

    @Test
    void examplesThatAreNoImagesAreRefusedBeforeTheTraining() {
        Experiment digits = experiment(new Views()).withData(new DataSettings("blobs").withViews(new Views()));
        assertThatThrownBy(() -> Runs.run(digits, OPTIONS.withOut(folder.resolve("none"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("views mirrors and moves images");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
