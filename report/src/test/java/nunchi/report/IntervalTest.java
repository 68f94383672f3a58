package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /// Golden: SciPy's `binomtest(329, 360).proportion_ci(method='wilson')` and `binomtest(10, 10)…`.
    @Test
    void theIntervalOfAShareIsWilsons() {
        Interval interval = Interval.of(329, 360);
        assertThat(interval.low()).isCloseTo(0.88036474, within(1e-6));
        assertThat(interval.high()).isCloseTo(0.93867331, within(1e-6));
        assertThat(Interval.of(10, 10).low()).isCloseTo(0.72246720, within(1e-6));
    }
}
