package nunchi.report;

import java.util.Locale;

/// Numbers as styles and drawings take them: without a comma between thousands, with the minus sign of a keyboard.
/// What a person reads comes from [nunchi.text.Numbers].
final class Css {
    private Css() {}

    /// `0.250`
    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// A custom property with three decimals: `--share:0.250`.
    static String property(String name, double value) {
        return name + ":" + number(value, 3);
    }
}
