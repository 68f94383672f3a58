package nunchi.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Cells of a table as numbers.
final class Cells {
    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null", "none", "-");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,9}");

    private Cells() {}

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /// Whether a line can only be names: none of its cells is a number or lacks a value.
    static boolean isHeader(List<String> line) {
        return line.stream().noneMatch(Cells::isNumber) && line.stream().noneMatch(Cells::isMissing);
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /// Of at most nine digits.
    static boolean isWhole(String cell) {
        return WHOLE.matcher(cell).matches();
    }

    /// The number; NaN where the cell is none.
    static float number(String cell) {
        return isShortWhole(cell) ? Integer.parseInt(cell) : isNumber(cell) ? Float.parseFloat(cell) : Float.NaN;
    }

    /// The number in float64.
    ///
    /// @param rounded the same in float32
    static double exact(String cell, float rounded) {
        return isShortWhole(cell) ? rounded : Double.parseDouble(cell);
    }

    /// How classes are sorted: by value where all are whole numbers, else as texts.
    static Comparator<String> order(Collection<String> classes) {
        Comparator<String> asTexts = Comparator.naturalOrder();
        return classes.stream().allMatch(Cells::isWhole) ? Comparator.<String>comparingInt(Integer::parseInt).thenComparing(asTexts) : asTexts;
    }

    /// Pixels, mostly: worth a way of their own.
    private static boolean isShortWhole(String cell) {
        if (cell.isEmpty() || cell.length() > 7) {
            return false;
        }
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) < '0' || cell.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
