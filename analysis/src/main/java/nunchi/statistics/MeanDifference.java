package nunchi.statistics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/// Whether two settings differ in a figure by more than their seeds do.
///
/// | | mean difference `d` | standard error | degrees of freedom |
/// |---|---|---|---|
/// | paired | `mean(aᵢ - bᵢ)` | `s(a - b)/√n` | `n - 1` |
/// | Welch's | `mean a - mean b` | `√(sₐ²/nₐ + s_b²/n_b)` | Welch and Satterthwaite's |
///
/// `t = d/error`, and `p = P(|T| ≥ |t|)` if the settings were equal. Student: *The probable error of a mean*,
/// Biometrika 1908; Welch: *The generalization of "Student's" problem when several different population variances are
/// involved*, Biometrika 1947.
///
/// @param paired       whether runs with the same seed are compared with each other
/// @param runs         pairs, or of Welch's test the runs of both settings together
/// @param difference   of the means, the first setting's less the second's
/// @param confidence95 half the width of its 95 % interval; NaN where there are too few runs, or nothing varies
/// @param t            the same
/// @param degrees      NaN where there are too few runs
/// @param p            in [0, 1]; NaN where there are too few runs, or nothing varies
public record MeanDifference(
        boolean paired, int runs, double difference, double confidence95, double t, double degrees, double p) {

    /// Differences that are equal but for the rounding of the figures show no spread to test by: a `t` of them would be
    /// infinite, and `p = 0` a certainty that two equal differences do not give.
    private static final int ROUNDINGS = 4;

    /// @param a `[n]`, of the first setting
    /// @param b `[n]`, of the second, from the same seeds in the same order
    public static MeanDifference paired(double[] a, double[] b) {
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        Statistics statistics = Statistics.of(differences);
        double largest = DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b))
                .map(Math::abs)
                .max()
                .orElse(0);
        boolean varies = statistics.maximum() - statistics.minimum() > ROUNDINGS * Math.ulp(largest);
        return of(
                true,
                a.length,
                statistics.mean(),
                varies ? statistics.deviation() / Math.sqrt(a.length) : a.length < 2 ? Double.NaN : 0,
                a.length - 1);
    }

    /// For runs that have nothing in common.
    ///
    /// @param a of the first setting
    /// @param b of the second, as many or more or fewer
    public static MeanDifference welch(double[] a, double[] b) {
        Statistics first = Statistics.of(a);
        Statistics second = Statistics.of(b);
        double u = first.deviation() * first.deviation() / a.length;
        double v = second.deviation() * second.deviation() / b.length;
        double degrees = (u + v) * (u + v) / (u * u / (a.length - 1) + v * v / (b.length - 1));
        return of(
                false,
                a.length + b.length,
                first.mean() - second.mean(),
                Math.sqrt(u + v),
                u + v == 0 ? a.length + b.length - 2 : degrees);
    }

    /// Paired where at least two seeds are common to both, else Welch's.
    ///
    /// @param a figures of the first setting by seed
    /// @param b of the second
    /// @return empty where there are too few runs for either
    public static Optional<MeanDifference> ofSeeds(SortedMap<Long, Double> a, SortedMap<Long, Double> b) {
        Set<Long> common = new TreeSet<>(a.keySet());
        common.retainAll(b.keySet());
        if (common.size() > 1) {
            return Optional.of(paired(values(a, common), values(b, common)));
        }
        return a.size() < 2 || b.size() < 2
                ? Optional.empty()
                : Optional.of(welch(values(a, a.keySet()), values(b, b.keySet())));
    }

    private static double[] values(SortedMap<Long, Double> figures, Set<Long> seeds) {
        return figures.entrySet().stream()
                .filter(figure -> seeds.contains(figure.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .toArray();
    }

    private static MeanDifference of(boolean paired, int runs, double difference, double error, double degrees) {
        if (Double.isNaN(error)) {
            return new MeanDifference(paired, runs, difference, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        if (error == 0) {
            return new MeanDifference(paired, runs, difference, Double.NaN, Double.NaN, degrees, Double.NaN);
        }
        double t = difference / error;
        return new MeanDifference(
                paired,
                runs,
                difference,
                StudentT.twoSided(degrees, 0.95) * error,
                t,
                degrees,
                StudentT.beyond(t, degrees));
    }

    /// Whether there are runs enough for a test, but nothing varies: all pairs differ by the same, or both settings'
    /// runs are all equal.
    public boolean isConstant() {
        return !Double.isNaN(degrees) && Double.isNaN(confidence95);
    }
}
