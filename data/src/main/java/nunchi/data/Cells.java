package nunchi.data;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Cells of a table as numbers.
final class Cells {
    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null", "none", "-");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+[.,]?\\d*|[.,]\\d+)([eE][-+]?\\d+)?");
    private static final Pattern BOOLEAN = Pattern.compile("true|false|True|False|TRUE|FALSE");
    private static final Pattern FLOAT = Pattern.compile("[-+]?\\d+[.,]0*");
    private static final Pattern POSITION = Pattern.compile("[-+]?\\d{1,9}");
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");

    private Cells() {}

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /// Whether a line can only be names: each of its cells is a text.
    static boolean isHeader(List<String> line) {
        return line.stream().allMatch(Cells::isText);
    }

    /// Whether a cell is no value: no number, not true or false, and no word for a missing value.
    static boolean isText(String cell) {
        return !isNumber(cell) && !isBoolean(cell) && !isMissing(cell);
    }

    /// With a decimal point or a decimal comma.
    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /// In one of the spellings that pandas reads.
    static boolean isBoolean(String cell) {
        return BOOLEAN.matcher(cell).matches();
    }

    static boolean isWhole(String cell) {
        return WHOLE.matcher(cell).matches();
    }

    /// A whole number without the zeros of a float: `1` for `1.0`; other texts as they are.
    static String withoutZeros(String cell) {
        return FLOAT.matcher(cell).matches() ? cell.substring(0, Math.max(cell.indexOf('.'), cell.indexOf(','))) : cell;
    }

    /// Whether a column is asked for by its position: a whole number of at most nine digits.
    static boolean isPosition(String column) {
        return POSITION.matcher(column).matches();
    }

    /// 1 for true, 0 for false; NaN where the cell is neither.
    static float truth(String cell) {
        return !isBoolean(cell) ? Float.NaN : cell.equalsIgnoreCase("true") ? 1 : 0;
    }

    /// The number; NaN where the cell is none.
    static float number(String cell) {
        return isShortWhole(cell)
                ? Integer.parseInt(cell)
                : isNumber(cell) ? Float.parseFloat(pointed(cell)) : Float.NaN;
    }

    /// The number in float64.
    ///
    /// @param rounded the same in float32
    static double exact(String cell, float rounded) {
        return isShortWhole(cell) || isBoolean(cell) ? rounded : Double.parseDouble(pointed(cell));
    }

    private static String pointed(String cell) {
        return cell.replace(',', '.');
    }

    /// How classes are sorted: by value where all are whole numbers, else as texts.
    static Comparator<String> order(Collection<String> classes) {
        Comparator<String> asTexts = Comparator.naturalOrder();
        return classes.stream().allMatch(Cells::isWhole)
                ? Comparator.comparing((String name) -> new BigInteger(name)).thenComparing(asTexts)
                : asTexts;
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
