package nunchi.statistics;

import java.util.Arrays;

/// What repetitions of one measurement say.
///
/// @param runs         how many
/// @param deviation    the sample's, divided by n - 1; NaN for a single run
/// @param confidence95 half the width of the mean's 95 % confidence interval by Student's t; NaN for a single run, and
///                     where all runs are equal: they show no spread to estimate it by
public record Statistics(int runs, double mean, double deviation, double confidence95, double minimum, double maximum) {

    /// @param values at least one
    public static Statistics of(double... values) {
        int n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        double minimum = Arrays.stream(values).min().orElse(Double.NaN);
        double maximum = Arrays.stream(values).max().orElse(Double.NaN);
        if (n < 2) {
            return new Statistics(n, mean, Double.NaN, Double.NaN, minimum, maximum);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = minimum == maximum ? 0 : Math.sqrt(squares / (n - 1));
        return new Statistics(
                n,
                mean,
                deviation,
                deviation == 0 ? Double.NaN : StudentT.twoSided(n - 1, 0.95) * deviation / Math.sqrt(n),
                minimum,
                maximum);
    }
}
