package nunchi.train;

import java.util.Arrays;
import nunchi.check.Check;
import nunchi.statistics.StudentT;

/// Whether a figure has come to rest over the epochs, and from when on. Of `n` measurements the last `w = max(5, n/5)`
/// tell: a line is laid through them by least squares, and where its slope is not significant (Student's t with `w - 2`
/// degrees of freedom, 95 %), the figure has converged. Its band is then what these last measurements span, and the
/// point of convergence is the first epoch from which on the figure never leaves the band. Where the slope is
/// significant, and the line changes by a least amount that can be more than chance, the figure still gets better, or
/// has begun to get worse.
///
/// Like any such test it may miss a slope that is small beside the noise: "converged" says that none is to be seen.
///
/// @param state of the last epochs
/// @param epoch from which on the figure stays in the band; 0 unless it has converged
/// @param least of the last epochs
/// @param most  of the last epochs
/// @param last  so many epochs were looked at; 0 where there are too few to tell
public record Convergence(State state, int epoch, double least, double most, int last) {
    /// With fewer measurements no state but `TOO_FEW` is told.
    public static final int FEWEST = 10;
    private static final int SMALLEST_WINDOW = 5;
    private static final double SHARE = 0.2;
    private static final double LEVEL = 0.95;

    /// How a figure ends.
    public enum State {
        TOO_FEW,
        CONVERGED,
        IMPROVING,
        WORSENING
    }

    /// @param epochs `[n]`, ascending, one for each value
    /// @param values `[n]`, finite
    /// @param lower  whether less is better, as for a loss
    /// @param change that the line makes over the last epochs at least, for its slope to count; 0 counts each
    public static Convergence of(int[] epochs, double[] values, boolean lower, double change) {
        Check.require(
                epochs.length == values.length,
                "%d values of %d epochs; give one for each".formatted(values.length, epochs.length));
        int count = values.length;
        if (count < FEWEST) {
            return new Convergence(State.TOO_FEW, 0, Double.NaN, Double.NaN, 0);
        }
        int window = Math.max(SMALLEST_WINDOW, (int) Math.round(SHARE * count));
        double[] last = Arrays.copyOfRange(values, count - window, count);
        double least = Arrays.stream(last).min().orElseThrow();
        double most = Arrays.stream(last).max().orElseThrow();
        double slope = significantSlope(Arrays.copyOfRange(epochs, count - window, count), last);
        if (slope != 0 && Math.abs(slope) * (epochs[count - 1] - epochs[count - window]) >= change) {
            return new Convergence(slope < 0 == lower ? State.IMPROVING : State.WORSENING, 0, least, most, window);
        }
        int first = count - window;
        while (first > 0 && values[first - 1] >= least && values[first - 1] <= most) {
            first--;
        }
        return new Convergence(State.CONVERGED, epochs[first], least, most, window);
    }

    /// 0 where it is not significant.
    private static double significantSlope(int[] epochs, double[] values) {
        double meanEpoch = Arrays.stream(epochs).average().orElseThrow();
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = 0;
        double products = 0;
        for (int i = 0; i < values.length; i++) {
            squares += (epochs[i] - meanEpoch) * (epochs[i] - meanEpoch);
            products += (epochs[i] - meanEpoch) * (values[i] - mean);
        }
        double slope = products / squares;
        double residuals = 0;
        for (int i = 0; i < values.length; i++) {
            double residual = values[i] - mean - slope * (epochs[i] - meanEpoch);
            residuals += residual * residual;
        }
        double error = Math.sqrt(residuals / (values.length - 2) / squares);
        return Math.abs(slope) > StudentT.twoSided(values.length - 2, LEVEL) * error ? slope : 0;
    }
}
