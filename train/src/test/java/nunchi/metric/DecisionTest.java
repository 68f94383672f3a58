package nunchi.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nunchi.loss.OutputKind;
import nunchi.prediction.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

    /// Values of few kinds, so that many are equal.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 33})
    void aClassIsTheOneThatIsDecidedFor(int units) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(units);
        float[] kinds = {-Float.MAX_VALUE, -1, -0.0f, 0, Float.MIN_VALUE, 1, 2, Float.MAX_VALUE, Float.NEGATIVE_INFINITY
        };
        Decision decision = Decision.ofOutputs(OutputKind.CLASS_LOGITS, units);
        float[] values = new float[3 * units];
        for (int trial = 0; trial < 2000; trial++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = kinds[random.nextInt(kinds.length)];
            }
            int decided = decision.of(values, 1);
            for (int category = 0; category <= units; category++) {
                assertThat(decision.is(category, values, 1))
                        .as("class %d of %s", category, values)
                        .isEqualTo(category == decided);
            }
        }
    }

    @Test
    void ofEqualValuesTheFirstIsTaken() {
        Decision decision = Decision.ofOutputs(OutputKind.CLASS_LOGITS, 3);
        assertThat(decision.of(new float[] {1, 2, 2}, 0)).isEqualTo(1);
        assertThat(decision.is(1, new float[] {1, 2, 2}, 0)).isTrue();
        assertThat(decision.is(2, new float[] {1, 2, 2}, 0)).isFalse();
    }

    @Test
    void oneLogitIsClassOneAboveZero() {
        Decision decision = Decision.ofOutputs(OutputKind.LABEL_LOGITS, 1);
        assertThat(decision.of(new float[] {0.1f, -0.1f}, 0)).isEqualTo(1);
        assertThat(decision.is(0, new float[] {0.1f, -0.1f}, 1)).isTrue();
    }
}
