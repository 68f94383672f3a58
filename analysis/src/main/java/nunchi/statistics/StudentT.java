package nunchi.statistics;

/// Student's t distribution with `ν > 0` degrees of freedom, whole or not: `P(|T| > t) = I(ν/(ν + t²); ν/2, 1/2)` with
/// the regularized incomplete beta function. Abramowitz, Stegun: *Handbook of mathematical functions*, 26.7.1 and
/// 26.5.8.
public final class StudentT {
    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-16;
    private static final int TERMS = 10_000;
    private static final int HALVINGS = 200;
    /// Lanczos' approximation with g = 7, to about 15 digits.
    private static final double LANCZOS_G = 7;
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private StudentT() {}

    /// The t that |T| stays below with this probability: 12.706 for one degree of freedom and 0.95.
    public static double twoSided(double degrees, double probability) {
        double high = 1;
        while (beyond(high, degrees) > 1 - probability) {
            high *= 2;
        }
        double low = 0;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (beyond(middle, degrees) > 1 - probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// P(|T| > |t|): the p-value of a two-sided test.
    static double beyond(double t, double degrees) {
        return beta(degrees / (degrees + t * t), t * t / (degrees + t * t), degrees / 2, 0.5);
    }

    /// I(x; a, b), with the fraction on the side where it converges fast.
    ///
    /// @param rest 1 - x, without its rounding
    private static double beta(double x, double rest, double a, double b) {
        if (x <= 0 || rest <= 0) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log(rest));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(rest, b, a) / b;
    }

    /// 26.5.8 by Lentz's method, as Thompson and Barnett mended it.
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / large(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m < TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / large(1 + even * d);
            c = large(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / large(1 + odd * d);
            c = large(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < ENOUGH) {
                return value;
            }
        }
        return value;
    }

    private static double large(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// For z > 0, by Lanczos; below one half by `Γ(z) = Γ(z + 1)/z`.
    private static double logGamma(double z) {
        if (z < 0.5) {
            return logGamma(z + 1) - StrictMath.log(z);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z - 1 + i);
        }
        double base = z - 0.5 + LANCZOS_G;
        return 0.5 * StrictMath.log(2 * Math.PI) + (z - 0.5) * StrictMath.log(base) - base + StrictMath.log(sum);
    }
}
