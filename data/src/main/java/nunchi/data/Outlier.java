package nunchi.data;

import java.util.Optional;
import java.util.function.DoublePredicate;

/// Whether few values of a column stand so far from the others that these, standardized, all but equal one another:
/// `1e30` among lengths in centimetres.
final class Outlier {
    /// The standard deviation of the others as a fraction of that of all: below it is told.
    private static final double HARMFUL = 1e-4;
    /// At least how many of a column's values there are for each one that stands apart.
    private static final int FEW = 20;

    private Outlier() {}

    private record Spread(int count, double mean, double deviation) {
        static Spread of(WideRows rows, int column, DoublePredicate counted) {
            int count = 0;
            double mean = 0;
            double squares = 0;
            for (int row = 0; row < rows.rows(); row++) {
                double value = rows.at(row, column);
                if (counted.test(value)) {
                    double distance = value - mean;
                    mean += distance / ++count;
                    squares += distance * (value - mean);
                }
            }
            return new Spread(count, mean, Math.sqrt(squares / Math.max(1, count)));
        }
    }

    /// What a person should know; the values apart are those more than a standard deviation from the mean.
    ///
    /// @param name   of the column, for a person
    /// @param column in `rows`, whose missing values are NaN
    static Optional<String> note(String name, WideRows rows, int column) {
        Spread all = Spread.of(rows, column, value -> !Double.isNaN(value));
        Spread others = Spread.of(rows, column, value -> Math.abs(value - all.mean) <= all.deviation);
        int apart = all.count - others.count;
        if (others.deviation == 0
                || others.deviation >= HARMFUL * all.deviation
                || apart > Math.max(1, all.count / FEW)) {
            return Optional.empty();
        }
        int farthest = 0;
        for (int row = 1; row < rows.rows(); row++) {
            farthest = Math.abs(rows.at(row, column) - all.mean) > Math.abs(rows.at(farthest, column) - all.mean)
                            || Double.isNaN(rows.at(farthest, column))
                    ? row
                    : farthest;
        }
        return Optional.of(
                ("%s holds %s in row %d (the first is row 1)%s, so far from its other values that these, standardized, "
                                + "all but equal one another; correct it, or remove the row")
                        .formatted(
                                name,
                                Float.toString((float) rows.at(farthest, column)),
                                farthest + 1,
                                apart > 1 ? " and %d more such".formatted(apart - 1) : ""));
    }
}
