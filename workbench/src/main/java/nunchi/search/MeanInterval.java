package nunchi.search;

import java.util.Locale;

/// A mean with its 95 % interval, in words. Wherever `±` is printed it is half of this interval's width, never a deviation.
public final class MeanInterval {
    private static final int DECIMALS = 2;

    private MeanInterval() {}

    /// Of a fraction, in percent: `95.00 ± 1.20 %`. Student's interval may leave what a fraction can be; then both ends are given, cut to 0 and 100 %:
    /// `99.50 % (98.10 to 100.00)`.
    ///
    /// @param half of the interval's width; NaN for none
    public static String percent(double mean, double half) {
        if (!Double.isFinite(half)) {
            return fixed(mean) + " %";
        }
        boolean within = mean - half >= 0 && mean + half <= 1;
        return within ? "%s ± %s %%".formatted(fixed(mean), fixed(half))
                : "%s %% (%s to %s)".formatted(fixed(mean), fixed(Math.max(0, mean - half)), fixed(Math.min(1, mean + half)));
    }

    private static String fixed(double share) {
        return String.format(Locale.ROOT, "%." + DECIMALS + "f", 100 * share);
    }
}
