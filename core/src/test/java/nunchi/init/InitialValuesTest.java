package nunchi.init;

import static nunchi.init.VarianceScaling.Distribution.NORMAL;
import static nunchi.init.VarianceScaling.Distribution.UNIFORM;
import static nunchi.init.VarianceScaling.Mode.FAN_AVG;
import static nunchi.init.VarianceScaling.Mode.FAN_IN;
import static nunchi.init.VarianceScaling.Mode.FAN_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bounds and moments of initial weights. With n = 60,000 values the relative deviation of a variance is √(2/n) = 0.6 %
/// for normal and less for uniform values; 3 % is five deviations.
class InitialValuesTest {
    private static final Shape KERNEL = Shape.of(200, 300);
    private static final RandomKey KEY = RandomKey.of(11);

    @Test
    void uniformRulesFillTheirRange() {
        uniform(new GlorotUniform(), Math.sqrt(6.0 / 500));
        uniform(new HeUniform(), Math.sqrt(6.0 / 200));
        uniform(new LecunUniform(), Math.sqrt(3.0 / 200));
        uniform(new VarianceScaling(1 / 3.0, FAN_IN, UNIFORM), Math.sqrt(1.0 / 200));
        uniform(new VarianceScaling(1, FAN_AVG, UNIFORM), Math.sqrt(6.0 / 500));
        uniform(new Uniform(), 0.05);
    }

    @Test
    void normalRulesHaveTheirVariance() {
        normal(new GlorotNormal(), 2.0 / 500);
        normal(new HeNormal(), 2.0 / 200);
        normal(new LecunNormal(), 1.0 / 200);
        normal(new VarianceScaling(), 1.0 / 200);
        normal(new VarianceScaling(2, FAN_OUT, NORMAL), 2.0 / 300);
        normal(new Normal(), 1);
        normal(new Normal(0, 0.02), 0.0004);
    }

    /// Excess kurtosis 0 within five deviations, √(24/n).
    @Test
    void normalValuesHaveNormalTails() {
        double[] values = new Normal().values(KERNEL, KEY);
        double fourth = DoubleStream.of(values)
                .map(value -> value * value * value * value)
                .average()
                .orElseThrow();
        assertThat(fourth).isCloseTo(3, within(0.1));
        assertThat(DoubleStream.of(values)
                                .filter(value -> Math.abs(value) > 1.959964)
                                .count()
                        / 60_000.0)
                .isCloseTo(0.05, within(0.0045));
    }

    @Test
    void aNormalRuleTakesItsMean() {
        assertThat(DoubleStream.of(new Normal(3, 0.5).values(KERNEL, KEY))
                        .average()
                        .orElseThrow())
                .isCloseTo(3, within(0.011));
    }

    @Test
    void constantsAreConstant() {
        assertThat(new Zeros().values(Shape.of(3), KEY)).containsExactly(0, 0, 0);
        assertThat(new Constant(0.3).values(Shape.of(2, 1), KEY)).containsExactly(0.3, 0.3);
    }

    /// A kernel of 5 x 5 x 3 with 16 outputs sums over 75 values; each of its inputs reaches 400.
    @Test
    void fansCountAllAxesOfAKernel() {
        assertThat(Init.fanIn(Shape.of(5, 5, 3, 16))).isEqualTo(75);
        assertThat(Init.fanOut(Shape.of(5, 5, 3, 16))).isEqualTo(400);
        assertThat(Init.fanIn(KERNEL)).isEqualTo(200);
        assertThat(Init.fanOut(KERNEL)).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "20, 6", "6, 20", "1, 5", "5, 1"})
    void orthogonalKernelsHaveOrthonormalRowsOrColumns(int rows, int columns) {
        double[] values = new Orthogonal(2).values(Shape.of(rows, columns), KEY);
        boolean tall = rows >= columns;
        int count = Math.min(rows, columns);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double product = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    product += tall
                            ? values[k * columns + i] * values[k * columns + j]
                            : values[i * columns + k] * values[j * columns + k];
                }
                assertThat(product).isCloseTo(i == j ? 4 : 0, within(1e-12));
            }
        }
    }

    @Test
    void theSameKeyGivesTheSameValuesAndAnotherKeyOthers() {
        assertThat(new HeNormal().values(KERNEL, KEY)).isEqualTo(new HeNormal().values(KERNEL, RandomKey.of(11)));
        assertThat(new HeNormal().values(KERNEL, KEY)[0])
                .isNotEqualTo(new HeNormal().values(KERNEL, RandomKey.of(12))[0]);
    }

    @Test
    void rangesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Uniform(1, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("low is 1.0 and high 1.0; low must be below high");
        assertThatThrownBy(() -> new Normal(0, -1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("deviation is -1.0");
    }

    private static void uniform(Init init, double limit) {
        double[] values = init.values(KERNEL, KEY);
        assertThat(DoubleStream.of(values).max().orElseThrow())
                .isLessThan(limit)
                .isGreaterThan(0.999 * limit);
        assertThat(DoubleStream.of(values).min().orElseThrow())
                .isGreaterThanOrEqualTo(-limit)
                .isLessThan(-0.999 * limit);
        normal(init, limit * limit / 3);
    }

    private static void normal(Init init, double variance) {
        double[] values = init.values(KERNEL, KEY);
        assertThat(DoubleStream.of(values).average().orElseThrow())
                .isCloseTo(0, within(5 * Math.sqrt(variance / values.length)));
        assertThat(DoubleStream.of(values).map(value -> value * value).average().orElseThrow())
                .isCloseTo(variance, within(0.03 * variance));
    }

    /// `torch.nn.init.dirac_`, with the filters beyond the channels as they were before.
    @Test
    void diracHandsTheChannelsOn() {
        double[] values = new Dirac(new Constant(7)).values(Shape.of(3, 2, 2, 3), KEY);
        double[] expected = new double[36];
        for (int i = 2; i < 36; i += 3) {
            expected[i] = 7;
        }
        int middle = (1 * 2 + 1) * 2;
        expected[middle * 3] = 1;
        expected[(middle + 1) * 3 + 1] = 1;
        assertThat(values).containsExactly(expected);
        assertThat(new Dirac().values(Shape.of(1, 1, 3, 2), KEY)).containsExactly(1, 0, 0, 1, 0, 0);
        assertThatThrownBy(() -> new Dirac().values(Shape.of(3, 2), KEY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("dirac is for convolutions");
    }

    /// `torch.nn.init.eye_`, in each block of a recurrent weight.
    @Test
    void theIdentityHasItsGainOnTheDiagonalOfEachBlock() {
        assertThat(new Identity().values(Shape.of(2, 2), KEY)).containsExactly(1, 0, 0, 1);
        assertThat(new Identity(3).values(Shape.of(2, 4), KEY)).containsExactly(3, 0, 3, 0, 0, 3, 0, 3);
        assertThat(new Identity().values(Shape.of(3, 2), KEY)).containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(new Identity().values(Shape.of(2, 3), KEY)).containsExactly(1, 0, 0, 0, 1, 0);
    }
}
