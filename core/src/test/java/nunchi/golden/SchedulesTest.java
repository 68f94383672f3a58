package nunchi.golden;

import static nunchi.golden.Calculation.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Cosine;
import nunchi.schedule.Exponential;
import nunchi.schedule.OneCycle;
import nunchi.schedule.PiecewiseLinear;
import nunchi.schedule.Schedule;
import nunchi.schedule.Steps;
import nunchi.schedule.WarmUp;
import org.junit.jupiter.api.Test;

/// Rates of epochs 0, 1, 2, …: `torch.optim.lr_scheduler` 1.13 from a rate of 0.4.
class SchedulesTest {

    /// `CosineAnnealingLR(o, 10, eta_min=0.01)`; afterwards ours stays at the minimum.
    @Test
    void cosineIsTorchs() {
        Schedule cosine = new Cosine(0.4, 10, 0.01);
        holds(
                cosine,
                0.4,
                0.39045602067755497,
                0.36275831390311475,
                0.3196181241970323,
                0.2652583139031148,
                0.205,
                0.14474168609688529,
                0.09038187580296776,
                0.047241686096885276,
                0.019543979322445063,
                0.01);
        assertThat(cosine.at(25)).isEqualTo(0.01);
    }

    /// `ExponentialLR(o, 0.9)`.
    @Test
    void exponentialIsTorchs() {
        holds(
                new Exponential(0.4, 0.9),
                0.4,
                0.36,
                0.324,
                0.2916,
                0.26244,
                0.236196,
                0.2125764,
                0.19131876,
                0.172186884,
                0.1549681956,
                0.13947137604);
    }

    /// `StepLR(o, 3, 0.1)`.
    @Test
    void stepsAreTorchs() {
        holds(new Steps(0.4, 0.1, 3), 0.4, 0.4, 0.4, 0.04, 0.04, 0.04, 0.004, 0.004, 0.004, 0.0004, 0.0004);
        assertThat(new Steps(0.4, 0.1, 3).at(2.99)).isEqualTo(0.4);
    }

    /// `OneCycleLR(o, 0.4, total_steps=11, pct_start=0.3)` counts from step 0 to step 10 and peaks at 0.3 · 11 - 1 =
    /// 2.3.
    @Test
    void oneCycleIsTorchs() {
        holds(
                new OneCycle(0.4, 10, 0.23),
                0.016,
                0.16893644549389433,
                0.384104569889047,
                0.39189862712852064,
                0.35379028990745215,
                0.29043481971901136,
                0.21223308323503992,
                0.13202321159491795,
                0.06297300511980315,
                0.016418217282516346,
                1.6e-06);
        assertThat(new OneCycle(0.4, 10).at(3)).isEqualTo(0.4);
        assertThat(new OneCycle(0.4, 10).at(99)).isEqualTo(new OneCycle(0.4, 10).at(10));
    }

    /// `LinearLR(o, 0, 1, 4)`, then the other schedule from its beginning.
    @Test
    void warmUpIsTorchs() {
        holds(new WarmUp(4, new ConstantRate(0.4)), 0, 0.1, 0.2, 0.3, 0.4, 0.4);
        assertThat(new WarmUp(4, new Exponential(0.4, 0.5)).at(6)).isEqualTo(0.1);
    }

    /// `numpy.interp(epoch, [0, 2.3, 10], [0.3, 1.5, 0.105])`.
    @Test
    void straightLinesAreNumPys() {
        Schedule lines = new PiecewiseLinear(List.of(0.0, 2.3, 10.0), List.of(0.3, 1.5, 0.105));
        assertThat(lines.at(2.3)).isEqualTo(1.5);
        assertThat(lines.at(99)).isEqualTo(0.105);
        assertClose(
                new double[] {lines.at(0), lines.at(1), lines.at(5), lines.at(10)},
                1e-12,
                0.3,
                0.8217391304347825,
                1.0108441558441559,
                0.105);
        holds(new PiecewiseLinear(List.of(1.0, 2.0), List.of(4.0, 8.0)), 4, 4, 8, 8);
    }

    @Test
    void linesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(0.0, 1.0), List.of(0.1)))
                .hasMessage("epochs has 2 numbers and values 1; there must be as many of both, and one at least");
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(), List.of())).hasMessageContaining("one at least");
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(0.0, 0.0), List.of(0.1, 0.2)))
                .hasMessage("epochs is [0.0, 0.0]; each must be later than the one before");
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(0.0, 1.0), List.of(0.1, -0.2)))
                .hasMessageContaining("values is -0.2");
        assertThatThrownBy(() -> new PiecewiseLinear(List.of(-1.0), List.of(0.1)))
                .hasMessageContaining("epochs is -1.0");
    }

    @Test
    void ratesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new ConstantRate(-0.1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("learning rate is -0.1; it must be 0 or more");
        assertThatThrownBy(() -> new ConstantRate(Double.NaN)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> new Cosine(0.1, 0)).hasMessageContaining("epochs is 0.0");
        assertThatThrownBy(() -> new OneCycle(0.1, 10, 1))
                .hasMessageContaining("rise is 1.0; it must be at least 0 and below 1");
    }

    private static void holds(Schedule schedule, double... expected) {
        assertClose(
                IntStream.range(0, expected.length).mapToDouble(schedule::at).toArray(), 1e-12, expected);
    }
}
