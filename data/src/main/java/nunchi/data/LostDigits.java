package nunchi.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a column of a table holds numbers that float32 does not: points in time in milliseconds, coordinates in
/// metres, numbers of customers.
final class LostDigits {
    /// Of the standard deviation: rounding beyond it is told.
    private static final double HARMFUL = 1e-3;

    /// The cell that rounding changes the most, as the file has it; null while it changes none.
    private @Nullable String cell;
    private double most;

    /// @param rest what rounding to float32 takes from the cell
    void add(String text, double rest) {
        if (Math.abs(rest) > most) {
            most = Math.abs(rest);
            cell = text;
        }
    }

    /// What a person should know: where different whole numbers become one, where values are rounded by more than a
    /// thousandth of their standard deviation, and where a whole number to be predicted becomes another. Where all
    /// values are the same there is no difference to be lost.
    ///
    /// @param values of the column in float64; NaN for a missing one
    /// @param target whether they are to be predicted
    Optional<String> note(String column, double[] values, boolean target) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (cell == null || Arrays.stream(known).allMatch(value -> value == known[0])) {
            return Optional.empty();
        }
        boolean whole = Arrays.stream(known).allMatch(value -> value == Math.rint(value));
        double mean = Arrays.stream(known).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(known)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
        if (most <= HARMFUL * deviation && !(whole && (target || merges(known)))) {
            return Optional.empty();
        }
        int digits = -(int) Math.floor(Math.log10(deviation));
        return Optional.of(
                "%s loses digits, since values are held in float32: %s becomes %s; subtract a number near its mean, such as %s, from it in the file"
                        .formatted(
                                column,
                                cell,
                                plain(Cells.number(cell)),
                                plain(new BigDecimal(mean)
                                        .setScale(digits, RoundingMode.HALF_EVEN)
                                        .doubleValue())));
    }

    /// Whether two different values become the same.
    private static boolean merges(double... values) {
        double[] sorted = Arrays.stream(values).sorted().distinct().toArray();
        for (int i = 1; i < sorted.length; i++) {
            if ((float) sorted[i] == (float) sorted[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
