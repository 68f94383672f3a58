package nunchi.text;

import java.util.Locale;

/// Prints numbers for people, the same everywhere: digits, units, a comma between thousands, a true minus sign, and a
/// dash for a missing value.
public final class Numbers {
    private static final char MINUS = '\u2212';
    private static final double MILLION = 1e6;
    /// More digits than a float64 has.
    private static final double MOST_COUNTED = 1e15;

    private Numbers() {}

    /// `1,797`
    public static String count(long value) {
        return sign(String.format(Locale.ROOT, "%,d", value));
    }

    /// `count(3, "layer")` is "3 layers".
    public static String count(long value, String noun) {
        String plural = noun.endsWith("s")
                ? noun + "es"
                : noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count(value) + " " + (value == 1 ? noun : plural);
    }

    /// A fraction of one, in percent with two decimals.
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : fixed(100 * share, 2) + " %";
    }

    /// A fraction of one, in percent with one decimal: for fractions of few things.
    public static String roundPercent(double share) {
        return Double.isNaN(share) ? "–" : fixed(100 * share, 1) + " %";
    }

    /// Losses: four significant digits at any magnitude.
    public static String loss(double value) {
        if (!Double.isFinite(value)) {
            return withoutDigits(value);
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < 1e-4 || size >= MILLION) {
            return scientific(String.format(Locale.ROOT, "%.3e", value));
        }
        int whole = (int) Math.floor(Math.log10(size));
        return whole < 3 ? fixed(value, 3 - whole) : count(Math.round(value));
    }

    /// What rounds to 0 has no sign.
    public static String fixed(double value, int decimals) {
        return sign(String.format(Locale.ROOT, "%." + decimals + "f", value).replaceFirst("^-(?=0(\\.0*)?$)", ""));
    }

    /// Without trailing zeros: learning rates, factors. Six significant digits, of large numbers all before the point.
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return withoutDigits(value);
        }
        double size = Math.abs(value);
        if (size < MOST_COUNTED && (value == Math.rint(value) || size >= MILLION)) {
            return count(Math.round(value));
        }
        if (size < 1e-4 || size >= MILLION) {
            return scientific(String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0+(?=e)", ""));
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        return sign(text.replaceFirst("0+$", "").replaceFirst("\\.$", ""));
    }

    /// `11.5 MB`, of a million bytes each.
    public static String megabytes(long bytes) {
        return fixed(bytes / MILLION, 1) + " MB";
    }

    /// `2.90 s`, `29.0 s`, `3 min 20 s`, `1 h 2 min`.
    public static String seconds(double seconds) {
        if (seconds < 60) {
            return fixed(seconds, seconds < 10 ? 2 : 1) + " s";
        }
        long whole = Math.round(seconds);
        String minutes = whole / 60 % 60 + " min " + whole % 60 + " s";
        return whole < 3600 ? minutes : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /// The same of what may take less than a second: `1.42 ms`, `26.1 ms`.
    public static String duration(double seconds) {
        double milliseconds = 1000 * seconds;
        return seconds < 1 ? fixed(milliseconds, milliseconds < 10 ? 2 : 1) + " ms" : seconds(seconds);
    }

    /// A difference of fractions of one, in percentage points: `+2.15 points`.
    public static String points(double difference) {
        return (difference > 0 ? "+" : "") + fixed(100 * difference, 2) + " points";
    }

    /// The same with half of its interval: `+2.15 ± 0.40 points`.
    public static String points(double difference, double half) {
        return "%s%s ± %s points"
                .formatted(difference > 0 ? "+" : "", fixed(100 * difference, 2), fixed(100 * half, 2));
    }

    /// A p-value: `0.042`, `< 0.001`; a dash where there is none.
    public static String probability(double p) {
        return Double.isNaN(p) ? "–" : p < 0.001 ? "< 0.001" : fixed(p, 3);
    }

    private static String withoutDigits(double value) {
        return Double.isNaN(value) ? "–" : value > 0 ? "∞" : MINUS + "∞";
    }

    private static String scientific(String number) {
        String[] parts = number.split("e");
        return sign(parts[0] + "·10" + superscript(Integer.parseInt(parts[1])));
    }

    private static String superscript(int exponent) {
        StringBuilder raised = new StringBuilder();
        for (char letter : Integer.toString(exponent).toCharArray()) {
            raised.append(letter == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(letter - '0'));
        }
        return raised.toString();
    }

    private static String sign(String text) {
        return text.startsWith("-") ? MINUS + text.substring(1) : text;
    }
}
