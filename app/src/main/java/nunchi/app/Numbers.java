package nunchi.app;

import nunchi.metric.Quantity;
import nunchi.statistics.MeanInterval;

/// Numbers as a person reads them: those of the reports, with the minus sign of a keyboard, so that other programs can
/// read them too.
final class Numbers {
    private static final char TRUE_MINUS = '\u2212';
    private static final int MINUTE = 60;
    private static final int THOUSAND = 1000;

    private Numbers() {}

    /// Four digits that count: `2.303`, `0.01596`, `0.0002140`; a dash where there is none.
    static String loss(double value) {
        return typed(nunchi.text.Numbers.loss(value));
    }

    /// `95.28 %`; a dash where there is none.
    static String percent(double fraction) {
        return typed(nunchi.text.Numbers.percent(fraction));
    }

    /// `95.3 %`: of few things, or of what moves.
    static String roundPercent(double fraction) {
        return typed(nunchi.text.Numbers.roundPercent(fraction));
    }

    /// A mean with half of its 95 % interval: `95.00 ± 1.20 %`.
    static String percent(double mean, double half) {
        return typed(MeanInterval.percent(mean, half));
    }

    /// Without trailing zeros: `30`, `0.003`, `1,234,567`.
    static String plain(double value) {
        return typed(nunchi.text.Numbers.plain(value));
    }

    /// `11.5 MB`
    static String megabytes(long bytes) {
        return typed(nunchi.text.Numbers.megabytes(bytes));
    }

    /// A metric's value as its unit asks: `95.28 %`, `0.1234`, `3.200 days`.
    static String shown(Quantity quantity, double value) {
        return quantity.isShare()
                ? percent(value)
                : loss(value) + (quantity.unit().isEmpty() || Double.isNaN(value) ? "" : " " + quantity.unit());
    }

    /// `1,797`
    static String count(long value) {
        return typed(nunchi.text.Numbers.count(value));
    }

    /// `1 epoch`, `3 epochs`.
    static String count(long value, String noun) {
        return typed(nunchi.text.Numbers.count(value, noun));
    }

    /// `0:07`, `12:34`, `1:02:03`.
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        long minutes = whole / MINUTE;
        return minutes < MINUTE
                ? "%d:%02d".formatted(minutes, whole % MINUTE)
                : "%d:%02d:%02d".formatted(minutes / MINUTE, minutes % MINUTE, whole % MINUTE);
    }

    /// `1.42 ms`, `26.1 ms`, `2.90 s`.
    static String duration(double seconds) {
        return nunchi.text.Numbers.duration(seconds);
    }

    /// A difference of fractions: `+2.15 points`.
    static String points(double difference) {
        return typed(nunchi.text.Numbers.points(difference));
    }

    /// The same with half of its interval: `+2.15 ± 0.40 points`.
    static String points(double difference, double half) {
        return typed(nunchi.text.Numbers.points(difference, half));
    }

    /// A p-value: `0.042`, `< 0.001`; a dash where there is none.
    static String probability(double p) {
        return nunchi.text.Numbers.probability(p);
    }

    /// `2.90 s`, `29.0 s`, `3 min 20 s`, `1 h 2 min`.
    static String seconds(double seconds) {
        return nunchi.text.Numbers.seconds(seconds);
    }

    /// How many in a second: `1,203`, or of few `0.1053`.
    static String rate(double perSecond) {
        return perSecond < THOUSAND ? loss(perSecond) : count(Math.round(perSecond));
    }

    private static String typed(String number) {
        return number.replace(TRUE_MINUS, '-');
    }
}
