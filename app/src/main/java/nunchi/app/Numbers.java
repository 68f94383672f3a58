package nunchi.app;

/// Numbers as a person reads them.
final class Numbers {
    private static final double SMALL = 1e-3;
    private static final int MINUTE = 60;

    private Numbers() {}

    /// Four digits that count: `0.01596`, `2.303`, `1.2e-05`.
    static String loss(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "-" : "∞";
        }
        return value != 0 && Math.abs(value) < SMALL ? "%.3e".formatted(value) : "%.4f".formatted(value);
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

    /// `2.9 s`, `3 min 20 s`.
    static String seconds(double seconds) {
        return seconds < MINUTE ? "%.1f s".formatted(seconds) : "%d min %d s".formatted(Math.round(seconds) / MINUTE, Math.round(seconds) % MINUTE);
    }
}
