package nunchi.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.activation.Activation;
import nunchi.activation.Gelu;
import nunchi.activation.Relu;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.layer.AveragePool2d;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Padding;
import nunchi.layer.Scale;
import nunchi.network.Preprocessed;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SaliencyTest {
    private static final Offset<Float> CLOSE = within(2e-5f);
    private static final Shape IMAGE = Shape.of(5, 5, 1);
    private static final float[] EXAMPLE = values(25, 5, 8);
    private static final Score SUBJECT = new Score(EXAMPLE, 1, 1);
    private static final Map<String, Tensor> CONVOLUTIONAL = Map.of(
            "0.conv2d/weight",
            new Tensor(Shape.of(3, 3, 1, 2), values(18, 7, 10)),
            "0.conv2d/bias",
            new Tensor(Shape.of(2), new float[] {0.1f, -0.2f}),
            "1.conv2d/weight",
            new Tensor(Shape.of(2, 2, 2, 3), values(24, 11, 10)),
            "1.conv2d/bias",
            new Tensor(Shape.of(3), new float[] {0.05f, 0, -0.1f}),
            "3.dense/weight",
            new Tensor(Shape.of(48, 2), values(96, 3, 10)),
            "3.dense/bias",
            new Tensor(Shape.of(2), new float[] {0.3f, -0.3f}));
    private static final ImageModel TINY = tiny(new Relu());

    private static float[] values(int count, int factor, float divisor) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * factor % 17 - 8) / divisor;
        }
        return values;
    }

    private static ImageModel tiny(Activation activation) {
        Preprocessed layers = new Preprocessed(
                List.of(),
                List.of(
                        new Conv2d(2, 3, new Padding.Same(), activation),
                        new Conv2d(3, 2, activation),
                        new Flatten(),
                        new Dense(2)));
        return new ImageModel(layers, CONVOLUTIONAL, IMAGE, IMAGE, new InputRange(-1, 1));
    }

    /// One unit over two pixels of two channels, whose values are divided by 2 first.
    private static ImageModel linear() {
        Preprocessed layers = new Preprocessed(List.of(new Scale(2)), List.of(new Dense(1)));
        Map<String, Tensor> weights = Map.of(
                "0.dense/weight",
                new Tensor(Shape.of(4, 1), new float[] {6, -2, 0, 8}),
                "0.dense/bias",
                new Tensor(Shape.of(1), new float[] {5}));
        return new ImageModel(layers, weights, Shape.of(4), Shape.of(1, 2, 2), new InputRange(1, 3));
    }

    private static SaliencyMap map(Saliency method, ImageModel model, Score subject) {
        return maps(method, model, "cpu", subject).getFirst();
    }

    private static List<SaliencyMap> maps(Saliency method, ImageModel model, String backend, Score... subjects) {
        try (Backend opened = Backends.named(backend, 2)) {
            return method.of(model, List.of(subjects), opened);
        }
    }

    @Test
    void ofALinearModelTheGradientIsItsWeightsAndIntegratedGradientsAreTheirPartsOfTheScore() {
        Score subject = new Score(new float[] {3, 2, 1, 2}, 0, 1);
        SaliencyMap gradient = map(new Gradient(), linear(), subject);
        assertThat(gradient.values()).containsExactly(3, -1, 0, 4);
        assertThat(gradient.plane()).containsExactly(3, 4);
        assertThat(gradient.score()).isEqualTo(20);
        assertThat(map(new SmoothGrad(), linear(), subject).values()).containsExactly(new float[] {3, -1, 0, 4}, CLOSE);
        SaliencyMap parts = map(new IntegratedGradients(), linear(), subject);
        assertThat(parts.values()).containsExactly(6, -1, 0, 4);
        assertThat(parts.plane()).containsExactly(5, 4);
        assertThat(parts.gap()).isLessThan(1e-5);
        assertThat(map(new IntegratedGradients(2.0, 1), linear(), subject).values())
                .containsExactly(new float[] {3, 0, 0, 0}, CLOSE);
    }

    @Test
    void theScoreOfTheFirstOfTwoClassesOfOneUnitIsTheNegative() {
        Score none = Score.ofClass(new float[] {3, 2, 1, 2}, 0, 1);
        assertThat(map(new Gradient(), linear(), none).values()).containsExactly(-3, 1, 0, -4);
        assertThat(Score.ofClass(EXAMPLE, 1, 1).sign()).isEqualTo(1);
        assertThat(Score.ofClass(EXAMPLE, 0, 2))
                .extracting(Score::unit, Score::sign)
                .containsExactly(0, 1);
    }

    @Test
    void coveringAPixelOfALinearModelTakesItsPartOfTheScore() {
        Score subject = new Score(new float[] {3, 2, 1, 2}, 0, 1);
        SaliencyMap map = map(new Occlusion(1, 1, 1.0), linear(), subject);
        assertThat(map.shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(map.values()).containsExactly(3 * 2 - 1, 4);
        assertThat(map.score()).isEqualTo(20);
        // The channels' means are 2 and 2.
        assertThat(map(new Occlusion(1, 1, null), linear(), subject).values()).containsExactly(3, 0);
    }

    @Test
    void everyPixelTakesTheMeanOfTheSquaresThatCoverIt() {
        ImageModel model = TINY;
        float[] values = map(new Occlusion(3, 2, 0.0), model, SUBJECT).values();
        double whole = map(new Gradient(), model, SUBJECT).score();
        double[] lost = IntStream.range(0, 4)
                .mapToDouble(square -> {
                    float[] covered = EXAMPLE.clone();
                    IntStream.range(0, 9)
                            .forEach(cell -> covered[(square / 2 * 2 + cell / 3) * 5 + square % 2 * 2 + cell % 3] = 0);
                    return whole
                            - map(new Gradient(), model, new Score(covered, 1, 1))
                                    .score();
                })
                .toArray();
        assertThat(values[0]).isCloseTo((float) lost[0], CLOSE);
        assertThat(values[4]).isCloseTo((float) lost[1], CLOSE);
        assertThat(values[2]).isCloseTo((float) ((lost[0] + lost[1]) / 2), CLOSE);
        assertThat(values[12]).isCloseTo((float) ((lost[0] + lost[1] + lost[2] + lost[3]) / 4), CLOSE);
    }

    /// By PyTorch 1.13: `src/golden/saliency_cases.py`.
    @Test
    void theGradientIsThatOfPyTorch() {
        SaliencyMap gradient = map(new Gradient(), TINY, SUBJECT);
        assertThat(gradient.score()).isCloseTo(1.6191, within(1e-4));
        assertThat(gradient.values())
                .containsExactly(
                        new float[] {
                            0.023f, 0.444f, 0.118f, -0.444f, -0.156f, -0.493f, -0.803f, -0.101f, -0.346f, 0.267f,
                            1.091f, 0.802f, 0.52f, 1.011f, 0.355f, -1.33f, -0.489f, -1.184f, -0.977f, -0.938f, 0.449f,
                            0.838f, 0.844f, 0.647f, 0.303f
                        },
                        CLOSE);
    }

    /// By PyTorch 1.13: `src/golden/saliency_cases.py`.
    @Test
    void gradCamIsThatOfPyTorch() {
        SaliencyMap cam = map(new GradCam(), TINY, SUBJECT);
        assertThat(cam.values())
                .containsExactly(
                        new float[] {
                            0f, 0.0308437f, 0.0415312f, 0.0352453f, 0.0264844f,
                            0.0534844f, 0.0292034f, 0.0152484f, 0.0114f, 0.0107016f,
                            0.0570703f, 0.0407456f, 0.0298362f, 0.0231797f, 0.0167813f,
                            0.0264141f, 0.0464356f, 0.0456537f, 0.0339787f, 0.0285844f,
                            0f, 0.0311391f, 0.0222422f, 0.00784687f, 0.0261562f
                        },
                        CLOSE);
        assertThat(new GradCam().path(TINY)).isEqualTo("1.conv2d");
        assertThat(map(new GradCam("1"), TINY, SUBJECT).values()).containsExactly(cam.values());
    }

    @Test
    void theGradientIsTheQuotientOfSmallDifferences() {
        ImageModel smooth = tiny(new Gelu());
        float[] gradient =
                maps(new Gradient(), smooth, "reference", SUBJECT).getFirst().values();
        float step = 1f / 64;
        for (int pixel : new int[] {0, 7, 12, 24}) {
            float[] above = EXAMPLE.clone();
            float[] below = EXAMPLE.clone();
            above[pixel] += step;
            below[pixel] -= step;
            List<SaliencyMap> around =
                    maps(new Gradient(), smooth, "reference", new Score(above, 1, 1), new Score(below, 1, 1));
            assertThat(gradient[pixel])
                    .isCloseTo((float) ((around.get(0).score() - around.get(1).score()) / (2 * step)), within(2e-3f));
        }
    }

    @Test
    void theFastBackendAgreesWithTheReferenceByEveryMethodAndWithAnyCompany() {
        ImageModel smooth = tiny(new Gelu());
        Score other = new Score(values(25, 3, 8), 0, 1);
        for (Saliency method : Saliency.ALL) {
            float[] fast = maps(method, smooth, "cpu", other, SUBJECT).getLast().values();
            assertThat(fast)
                    .as(method.name())
                    .containsExactly(
                            maps(method, smooth, "reference", SUBJECT)
                                    .getFirst()
                                    .values(),
                            CLOSE);
            assertThat(fast)
                    .isNotEqualTo(maps(method, smooth, "cpu", other).getFirst().values());
        }
    }

    @Test
    void integratedGradientsSumUpToTheScoreMoreExactlyWithMoreSteps() {
        SaliencyMap map = map(new IntegratedGradients(0.0, 256), tiny(new Gelu()), SUBJECT);
        double black = map(new Gradient(), tiny(new Gelu()), new Score(new float[25], 1, 1))
                .score();
        double sum = IntStream.range(0, 25).mapToDouble(i -> map.values()[i]).sum();
        assertThat(sum).isCloseTo(map.score() - black, within(1e-4));
        assertThat(map.gap()).isLessThan(1e-4);
        assertThat(map(new IntegratedGradients(0.0, 2), tiny(new Gelu()), SUBJECT)
                        .gap())
                .isGreaterThan(1e-3);
    }

    @Test
    void drawnSharesAreCutAtThe99thPercentileAndKeepTheirSigns() {
        float[] values = new float[200];
        values[0] = 100;
        values[1] = -4;
        values[2] = 50;
        values[3] = 2;
        assertThat(new SaliencyMap(Shape.of(10, 20, 1), values, true, 0, Double.NaN).shares())
                .startsWith(1, -1, 1, 0.5f)
                .endsWith(0);
        assertThat(new SaliencyMap(Shape.of(1, 2, 1), new float[2], true, 0, Double.NaN).shares())
                .containsExactly(0, 0);
    }

    @Test
    void whatDoesNotFitIsRefusedInOneSentence() {
        Score two = new Score(new float[4], 0, 1);
        assertThatThrownBy(() -> map(new GradCam(), linear(), two))
                .hasMessageContaining("Grad-CAM looks at a convolutional layer, and this model has none");
        assertThatThrownBy(() -> map(new GradCam("3"), TINY, SUBJECT)).hasMessageContaining("but 3.dense puts out [2]");
        assertThatThrownBy(() -> map(new GradCam("8"), TINY, SUBJECT)).hasMessageContaining("unknown layer '8'");
        assertThatThrownBy(() -> map(new Gradient(), TINY, two))
                .hasMessageContaining("an example has 4 values, but the model takes 25");
        assertThatThrownBy(() -> map(new Gradient(), TINY, new Score(EXAMPLE, 2, 1)))
                .hasMessageContaining("the outputs 0 to 1, but not 2");
        assertThatThrownBy(() -> map(new Occlusion(6, 1, null), TINY, SUBJECT))
                .hasMessageContaining("the window of 6 does not fit into images of 5 x 5");
        assertThatThrownBy(() -> map(new Occlusion(2, 3, null), TINY, SUBJECT))
                .hasMessageContaining("leaves places between windows of 2 uncovered");
        assertThatThrownBy(() -> Saliency.named("grad")).hasMessageContaining("unknown saliency method 'grad'");
        assertThat(Saliency.named("grad-cam")).isEqualTo(new GradCam());
    }

    @Test
    void gradCamPassesByLayersThatConvolveWithoutLearntKernels() {
        Preprocessed layers = new Preprocessed(
                List.of(),
                List.of(
                        new Conv2d(2, 3, new Padding.Same(), new Relu()),
                        new AveragePool2d(5),
                        new Flatten(),
                        new Dense(2)));
        ImageModel model = new ImageModel(layers, CONVOLUTIONAL, IMAGE, IMAGE, InputRange.UNIT);
        assertThat(new GradCam().path(model)).isEqualTo("0.conv2d");
    }
}
