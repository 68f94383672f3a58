package nunchi.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// An axis with round numbers at its ends.
///
/// @param ticks the numbers that are written at it
record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
    private static final MathContext DIGITS = new MathContext(12);
    private static final double[] STEPS = {1, 2, 5, 10};
    /// Above so many decades not all are written.
    private static final int DECADES = 6;

    /// @param values   where there are none, 0 to 1
    /// @param most     numbers written at a linear axis, at least
    /// @param decades  whether a factor has one length everywhere; only of values above 0
    static Axis of(List<Double> values, int most, boolean decades) {
        double low = values.stream().mapToDouble(each -> each).min().orElse(0);
        double high = values.stream().mapToDouble(each -> each).max().orElse(1);
        if (decades && low > 0) {
            return ofDecades(low, high);
        }
        double extent = high > low ? high - low : Math.max(Math.abs(high), 1);
        double step = step(extent / most);
        double from = Math.floor(low / step + 1e-9) * step;
        double to = Math.max(Math.ceil(high / step - 1e-9) * step, from + step);
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; from + i * step <= to + step / 2; i++) {
            // the product of few digits has few digits, but for its rounding
            ticks.add(new BigDecimal(from + i * step).round(DIGITS).doubleValue());
        }
        return new Axis(from, to, false, List.copyOf(ticks));
    }

    /// From the least of the values to the greatest, with the round numbers between them.
    static Axis within(List<Double> values, int most) {
        Axis round = of(values, most, false);
        double low = values.stream().mapToDouble(each -> each).min().orElse(round.low);
        double high = values.stream().mapToDouble(each -> each).max().orElse(round.high);
        return high > low
                ? new Axis(
                        low,
                        high,
                        false,
                        round.ticks.stream()
                                .filter(tick -> tick >= low && tick <= high)
                                .toList())
                : round;
    }

    private static Axis ofDecades(double low, double high) {
        int from = (int) Math.floor(Math.log10(low));
        int to = Math.max((int) Math.ceil(Math.log10(high)), from + 1);
        int every = Math.ceilDiv(to - from, DECADES);
        List<Double> ticks = new ArrayList<>();
        for (int power = from; power <= to; power += every) {
            ticks.add(Double.parseDouble("1e" + power));
        }
        return new Axis(from, to, true, List.copyOf(ticks));
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : STEPS) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return STEPS[STEPS.length - 1] * power;
    }

    /// From 0 at the low end to 1 at the high one.
    double place(double value) {
        return ((logarithmic ? Math.log10(value) : value) - low) / (high - low);
    }
}
