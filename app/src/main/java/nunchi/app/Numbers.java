package nunchi.app;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as a person reads them.
final class Numbers {
    private static final double SMALL = 0.1;
    private static final double TINY = 1e-6;
    private static final int DIGITS = 4;
    private static final int MINUTE = 60;
    private static final int THOUSAND = 1000;

    private Numbers() {}

    /// Four decimals, and of small values four digits that count: `2.3026`, `0.01596`, `0.0002140`.
    static String loss(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "-" : "∞";
        }
        double magnitude = Math.abs(value);
        if (magnitude >= SMALL || magnitude == 0) {
            return "%.4f".formatted(value);
        }
        return magnitude < TINY ? "%.3e".formatted(value) : new BigDecimal(value).round(new MathContext(DIGITS)).toPlainString();
    }

    /// `95.28 %`; a dash where there is none.
    static String percent(double share) {
        return Double.isNaN(share) ? "-" : "%.2f %%".formatted(100 * share);
    }

    static String count(long value) {
        return "%,d".formatted(value);
    }

    /// `0:07`, `12:34`, `1:02:03`.
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        long minutes = whole / MINUTE;
        return minutes < MINUTE ? "%d:%02d".formatted(minutes, whole % MINUTE)
                : "%d:%02d:%02d".formatted(minutes / MINUTE, minutes % MINUTE, whole % MINUTE);
    }

    /// `1.42 ms`, `2.9 s`.
    static String duration(double seconds) {
        return seconds < 1 ? "%.2f ms".formatted(THOUSAND * seconds) : seconds(seconds);
    }

    /// `2.9 s`, `3 min 20 s`.
    static String seconds(double seconds) {
        return seconds < MINUTE ? "%.1f s".formatted(seconds) : "%d min %d s".formatted(Math.round(seconds) / MINUTE, Math.round(seconds) % MINUTE);
    }
}
