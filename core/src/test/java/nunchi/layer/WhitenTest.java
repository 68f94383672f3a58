package nunchi.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import nunchi.check.InvalidRequestException;
import nunchi.graph.Graph;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;
import nunchi.reference.ReferenceProgram;
import nunchi.reference.ReferenceWeights;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

class WhitenTest {
    private static final Shape IMAGE = Shape.of(4, 6, 2);
    private static final int IMAGES = 40;

    private final ReferenceBackend backend = new ReferenceBackend();

    /// Neighbours that follow each other, with means of their own.
    private static float[] images() {
        float[] values = new float[IMAGES * IMAGE.size()];
        RandomKey key = RandomKey.of(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (5 * (i % 2) + key.uniform(i) + (i < 2 ? 0 : 0.7 * values[i - 2]));
        }
        return values;
    }

    private double[] whitened(Whiten layer, float[] images) {
        Fitted.Fitting fitting = layer.fitting(IMAGE);
        for (int image = 0; image < IMAGES; image++) {
            fitting.accept(images, image * IMAGE.size());
        }
        Graph graph = new Graph();
        graph.output("y", layer.build(Scope.inference(graph), graph.input("x", IMAGE.batch(IMAGES))));
        ReferenceWeights weights = backend.initialize(graph, 1);
        fitting.statistics().forEach(weights::set);
        ReferenceProgram program = backend.compile(graph, weights, 1);
        program.feed("x", images);
        program.run(0);
        return program.fetch("y");
    }

    /// The definition: over the patches side by side, means are 0, variances `λ / (λ + ε·λ̄)`, covariances 0; the other
    /// half of the outputs are the negatives.
    @Test
    void patchesBecomeUncorrelatedOfVarianceOne() {
        double[] y = whitened(new Whiten(2, 1e-9), images());
        int filters = 16;
        int half = 8;
        double[][] products = new double[half][half];
        double[] sums = new double[half];
        int count = 0;
        for (int place = 0; place < IMAGES * 3 * 5; place++) {
            for (int i = 0; i < half; i++) {
                assertThat(y[place * filters + half + i]).isCloseTo(-y[place * filters + i], within(1e-5));
            }
            if (place % 15 / 5 % 2 == 0 && place % 5 % 2 == 0) {
                count++;
                for (int i = 0; i < half; i++) {
                    sums[i] += y[place * filters + i];
                    for (int j = 0; j < half; j++) {
                        products[i][j] += y[place * filters + i] * y[place * filters + j];
                    }
                }
            }
        }
        assertThat(count).isEqualTo(IMAGES * 6);
        for (int i = 0; i < half; i++) {
            assertThat(sums[i] / count).isCloseTo(0, within(1e-4));
            for (int j = 0; j < half; j++) {
                assertThat(products[i][j] / count).isCloseTo(i == j ? 1 : 0, within(1e-3));
            }
        }
    }

    /// Of two values that are always equal, one direction has no variance.
    @Test
    void aDirectionWithoutVarianceStaysSmall() {
        float[] images = images();
        for (int i = 0; i < images.length; i += 2) {
            images[i + 1] = images[i];
        }
        for (double value : whitened(new Whiten(1), images)) {
            assertThat(value).isBetween(-10.0, 10.0);
        }
        assertThat(whitened(new Whiten(2), new float[IMAGES * IMAGE.size()])).containsOnly(0);
    }

    @Test
    void examplesThatAreNotImagesAreRefused() {
        Graph graph = new Graph();
        assertThatThrownBy(() -> new Whiten(2).build(Scope.inference(graph), graph.input("x", Shape.of(5, 64))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("whiten takes images");
    }
}
