package nunchi.statistics;

import java.util.function.DoubleFunction;
import nunchi.text.Numbers;

/// A mean with its 95 % interval, which Student's formula may take past what the quantity can be: there it is cut.
/// Wherever `±` is printed it is half of this interval's width, never a deviation.
///
/// @param half of the whole interval's width; NaN for none
/// @param low  its lower end, cut; NaN for none
/// @param high its upper end, cut; NaN for none
public record MeanInterval(double mean, double half, double low, double high) {
    private static final int DECIMALS = 2;

    /// Of a fraction: it ends at 0 and 1.
    public static MeanInterval ofShare(double mean, double half) {
        return new MeanInterval(mean, half, Math.max(0, mean - half), Math.min(1, mean + half));
    }

    /// Of a loss: it ends at 0, unless a run shows that this loss goes below.
    ///
    /// @param minimum of the runs; NaN where it is not known
    public static MeanInterval ofLoss(double mean, double half, double minimum) {
        boolean below = minimum < 0 || mean < 0;
        return new MeanInterval(mean, half, below ? mean - half : Math.max(0, mean - half), mean + half);
    }

    /// @param share whether it is of a fraction, else of a loss
    public static MeanInterval of(Statistics statistics, boolean share) {
        return share
                ? ofShare(statistics.mean(), statistics.confidence95())
                : ofLoss(statistics.mean(), statistics.confidence95(), statistics.minimum());
    }

    private boolean isCut() {
        return low > mean - half || high < mean + half;
    }

    /// Of a fraction, in percent: `95.00 ± 1.20 %`, both ends where it is cut: `99.50 % (98.10 to 100.00)`.
    ///
    /// @param half of the interval's width; NaN for none
    public static String percent(double mean, double half) {
        MeanInterval interval = ofShare(mean, half);
        if (!Double.isFinite(half)) {
            return fixed(mean) + " %";
        }
        return interval.isCut()
                ? "%s %% (%s to %s)".formatted(fixed(mean), fixed(interval.low), fixed(interval.high))
                : "%s ± %s %%".formatted(fixed(mean), fixed(half));
    }

    /// `0.0157 ± 0.0013`, both ends where it is cut: `0.0157 (0 to 0.0352)`.
    public String inWords(DoubleFunction<String> format) {
        if (!Double.isFinite(half)) {
            return format.apply(mean);
        }
        return isCut()
                ? "%s (%s to %s)".formatted(format.apply(mean), format.apply(low), format.apply(high))
                : "%s ± %s".formatted(format.apply(mean), format.apply(half));
    }

    private static String fixed(double share) {
        return Numbers.fixed(100 * share, DECIMALS);
    }
}
