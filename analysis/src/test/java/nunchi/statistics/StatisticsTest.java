package nunchi.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    private static final double[] A = {0.9917, 0.9931, 0.9925, 0.9940, 0.9912};
    private static final double[] B = {0.9920, 0.9942, 0.9931, 0.9939, 0.9925};

    /// SciPy 1.10: `t.ppf(0.975, degrees)`.
    @ParameterizedTest
    @CsvSource({
        "1, 12.706204736432095",
        "2, 4.302652729911275",
        "3, 3.182446305284263",
        "9, 2.2621571628540993",
        "10, 2.2281388519649385",
        "19, 2.093024054408263",
        "100, 1.9839715184496334",
        "999, 1.9623414611334487"
    })
    void studentsQuantileIsThatOfTheTables(int degrees, double expected) {
        assertThat(StudentT.twoSided(degrees, 0.95)).isCloseTo(expected, within(1e-9));
    }

    /// The ten published test losses of study C, whose mean is 0.015736 and whose deviation is 0.00177.
    @Test
    void theTenPublishedLossesHaveThePublishedMean() {
        Statistics statistics = Statistics.of(
                0.013960, 0.017061, 0.013196, 0.016322, 0.015183, 0.016262, 0.014779, 0.019392, 0.016513, 0.014690);
        assertThat(statistics.runs()).isEqualTo(10);
        assertThat(statistics.mean()).isCloseTo(0.015736, within(5e-7));
        assertThat(statistics.deviation()).isCloseTo(0.00177, within(5e-6));
        assertThat(statistics.confidence95())
                .isCloseTo(2.2621571628540993 * statistics.deviation() / Math.sqrt(10), within(1e-12));
        assertThat(statistics.minimum()).isEqualTo(0.013196);
        assertThat(statistics.maximum()).isEqualTo(0.019392);
    }

    @Test
    void equalRunsHaveNoInterval() {
        Statistics statistics = Statistics.of(0.7, 0.7, 0.7);
        assertThat(statistics.deviation()).isZero();
        assertThat(statistics.confidence95()).isNaN();
        assertThat(MeanInterval.percent(0.7, Double.NaN)).isEqualTo("70.00 %");
    }

    @Test
    void anIntervalOfAFractionStaysWithinZeroAndOne() {
        assertThat(MeanInterval.percent(0.95, 0.012)).isEqualTo("95.00 ± 1.20 %");
        assertThat(MeanInterval.percent(0.995, 0.014)).isEqualTo("99.50 % (98.10 to 100.00)");
        assertThat(MeanInterval.percent(0.1, 0.3)).isEqualTo("10.00 % (0.00 to 40.00)");
    }

    @Test
    void aSingleRunHasNoDeviation() {
        Statistics statistics = Statistics.of(3);
        assertThat(statistics.mean()).isEqualTo(3);
        assertThat(statistics.deviation()).isNaN();
        assertThat(statistics.confidence95()).isNaN();
    }

    /// SciPy 1.17: `2 * t.sf(t, degrees)`.
    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 0.7048327646991335",
        "2.5, 4.37, 0.061530218062844255",
        "12, 2.2, 0.004783413875517491",
        "0.001, 7, 0.9992300172449988",
        "0, 3, 1",
        "30, 999.5, 1.6036979499362927e-141"
    })
    void theTailOfStudentsDistributionIsScipys(double t, double degrees, double expected) {
        assertThat(StudentT.beyond(t, degrees)).isCloseTo(expected, withinPercentage(1e-8));
    }

    /// SciPy 1.17: `ttest_rel(a, b)` and its `confidence_interval()`.
    @Test
    void aPairedTestIsScipys() {
        MeanDifference test = MeanDifference.paired(A, B);
        assertThat(test.runs()).isEqualTo(5);
        assertThat(test.t()).isCloseTo(-2.498780190217581, within(1e-9));
        assertThat(test.degrees()).isEqualTo(4);
        assertThat(test.p()).isCloseTo(0.06685364453302992, within(1e-9));
        assertThat(test.difference() - test.confidence95()).isCloseTo(-0.0013511169178797764, within(1e-12));
        assertThat(test.difference() + test.confidence95()).isCloseTo(7.111691787978409e-05, within(1e-12));
    }

    /// SciPy 1.17: `ttest_ind(a, b[:4], equal_var=False)`.
    @Test
    void welchsTestIsScipys() {
        MeanDifference test = MeanDifference.welch(A, Arrays.copyOf(B, 4));
        assertThat(test.t()).isCloseTo(-1.1444152310281723, within(1e-9));
        assertThat(test.degrees()).isCloseTo(6.877770556542148, within(1e-9));
        assertThat(test.p()).isCloseTo(0.2907114638603666, within(1e-9));
        assertThat(test.difference() - test.confidence95()).isCloseTo(-0.0024589572024092095, within(1e-12));
    }

    @Test
    void aLossIsNotSaidToGoBelowZeroUnlessARunDid() {
        assertThat(MeanInterval.of(Statistics.of(0.01, 0.02, 0.06), false).low())
                .isZero();
        assertThat(MeanInterval.of(Statistics.of(0.01, 0.02, 0.06), false).inWords("%.2f"::formatted))
                .isEqualTo("0.03 (0.00 to 0.10)");
        assertThat(MeanInterval.of(Statistics.of(0.015, 0.016, 0.017), false).inWords("%.4f"::formatted))
                .isEqualTo("0.0160 ± 0.0025");
        assertThat(MeanInterval.of(Statistics.of(-0.01, 0.02, 0.06), false).low())
                .isNegative();
        assertThat(MeanInterval.of(Statistics.of(0.5, 0.5), false).inWords("%.1f"::formatted))
                .isEqualTo("0.5");
    }

    /// SciPy answers `t = inf` and `p = 0` with a warning that precision is lost, R refuses: "data are essentially
    /// constant".
    @Test
    void differencesThatDoNotVaryAreNoTest() {
        MeanDifference same = MeanDifference.paired(A, A);
        assertThat(same.isConstant()).isTrue();
        assertThat(same.difference()).isZero();
        assertThat(same.p()).isNaN();
        MeanDifference shifted = MeanDifference.paired(new double[] {1, 2, 3}, new double[] {0, 1, 2});
        assertThat(shifted).isEqualTo(new MeanDifference(true, 3, 1, Double.NaN, Double.NaN, 2, Double.NaN));
        // one image more of 297 in every pair, and nothing but the rounding of the fractions between them
        MeanDifference rounded = MeanDifference.paired(
                new double[] {290 / 297.0, 284 / 297.0, 271 / 297.0},
                new double[] {289 / 297.0, 283 / 297.0, 270 / 297.0});
        assertThat(rounded.isConstant()).isTrue();
        assertThat(rounded.difference()).isCloseTo(1 / 297.0, within(1e-12));
        assertThat(MeanDifference.welch(new double[] {0.5, 0.5}, new double[] {0.7, 0.7})
                        .isConstant())
                .isTrue();
        MeanDifference single = MeanDifference.paired(new double[] {1}, new double[] {2});
        assertThat(single.confidence95()).isNaN();
        assertThat(single.isConstant()).isFalse();
        assertThat(MeanDifference.paired(A, B).isConstant()).isFalse();
    }
}
