package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nunchi.tensor.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddingProblemTest {
    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200})
    void twoValuesAreMarkedOneInEachHalf(int steps) {
        Datasets parts = load(steps);
        assertThat(parts.train().size()).isEqualTo(20_000);
        assertThat(parts.train().example()).isEqualTo(Shape.of(steps, 2));
        for (Dataset part : new Dataset[] {parts.train(), parts.test()}) {
            float[] target = new float[1];
            for (int row = 0; row < part.size(); row++) {
                float[] example = part.example(row);
                part.target(row, target, 0);
                int[] marked = {0, 0};
                float sum = 0;
                for (int step = 0; step < steps; step++) {
                    assertThat(example[2 * step]).isBetween(0f, 1f);
                    marked[2 * step / steps] += (int) example[2 * step + 1];
                    sum += example[2 * step] * example[2 * step + 1];
                }
                assertThat(marked).containsExactly(1, 1);
                assertThat(sum).isEqualTo(target[0]);
            }
        }
    }

    /// Two values between 0 and 1 have a mean sum of 1 and a variance of 1/6.
    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200})
    void whoeverAnswersOneHasAnErrorOfASixth(int steps) {
        Dataset test = load(steps).train();
        double error = 0;
        float[] target = new float[1];
        for (int row = 0; row < test.size(); row++) {
            test.target(row, target, 0);
            error += Math.pow(target[0] - 1, 2) / test.size();
        }
        assertThat(error).isCloseTo(1.0 / 6, within(0.005));
    }

    private static Datasets load(int steps) {
        return DataCatalogue.standard().load("adding-" + steps);
    }
}
