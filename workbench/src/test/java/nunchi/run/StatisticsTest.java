package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    /// SciPy 1.10: `t.ppf(0.975, degrees)`.
    @ParameterizedTest
    @CsvSource({"1, 12.706204736432095", "2, 4.302652729911275", "3, 3.182446305284263", "9, 2.2621571628540993",
        "10, 2.2281388519649385", "19, 2.093024054408263", "100, 1.9839715184496334", "999, 1.9623414611334487"})
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
        assertThat(statistics.confidence95()).isCloseTo(2.2621571628540993 * statistics.deviation() / Math.sqrt(10), within(1e-12));
        assertThat(statistics.minimum()).isEqualTo(0.013196);
        assertThat(statistics.maximum()).isEqualTo(0.019392);
    }

    @Test
    void aSingleRunHasNoDeviation() {
        Statistics statistics = Statistics.of(3);
        assertThat(statistics.mean()).isEqualTo(3);
        assertThat(statistics.deviation()).isNaN();
        assertThat(statistics.confidence95()).isNaN();
    }
}
