package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class JointScoreTest {
    private static final int EXAMPLES = 2000;
    private static final JointScore SCORE = score();

    /// Two normal measures of other scales and one that is always the same.
    private static JointScore score() {
        double[][] measures = new double[EXAMPLES][];
        for (int i = 0; i < EXAMPLES; i++) {
            measures[i] = measures(RandomKey.of(1).normal(i), RandomKey.of(2).normal(i));
        }
        return JointScore.of(measures, 0.99);
    }

    private static double[] measures(double first, double second) {
        return new double[] {5 + 2 * first, -100 + 10 * second, 7};
    }

    @Test
    void onePercentOfOtherExamplesIsFar() {
        int far = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            far += SCORE.isFar(
                            measures(RandomKey.of(3).normal(i), RandomKey.of(4).normal(i)))
                    ? 1
                    : 0;
        }
        assertThat(far).isBetween(8, 36);
    }

    @Test
    void whatIsUnremarkableInEachMeasureIsFarInBoth() {
        assertThat(SCORE.isFar(measures(2.2, 0))).isFalse();
        assertThat(SCORE.isFar(measures(0, 2.2))).isFalse();
        assertThat(SCORE.isFar(measures(2.2, 2.2))).isTrue();
    }

    @Test
    void aMeasureFarBelowItsMeanDoesNotHideAnother() {
        assertThat(SCORE.isFar(measures(4, -9))).isTrue();
        assertThat(SCORE.isFar(measures(-9, -9))).isFalse();
    }

    @Test
    void whatIsStoredIsReadAgain() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        SCORE.put("joint", tensors);
        JointScore read = JointScore.read("joint", 3, tensors);
        assertThat(read.limit()).isEqualTo(SCORE.limit());
        for (double first = -3; first < 4; first += 0.125) {
            assertThat(read.isFar(measures(first, 2))).isEqualTo(SCORE.isFar(measures(first, 2)));
        }
        assertThatThrownBy(() -> JointScore.read("joint", 2, tensors))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("it has no joint/means of 2 values");
    }
}
