package nunchi.run;

/// Student's t distribution for whole degrees of freedom. Abramowitz, Stegun: *Handbook of mathematical functions*, 26.7.3
/// and 26.7.4.
final class StudentT {
    private StudentT() {}

    /// The t that |T| stays below with this probability: 12.706 for one degree of freedom and 0.95.
    static double twoSided(int degrees, double probability) {
        double high = 1;
        while (within(high, degrees) < probability) {
            high *= 2;
        }
        double low = 0;
        for (int halving = 0; halving < 200; halving++) {
            double middle = (low + high) / 2;
            if (within(middle, degrees) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// P(|T| < t), with θ = atan(t / √ν): for odd ν `2/π · (θ + sin θ · (cos θ + 2/3 · cos³θ + …))`, for even ν
    /// `sin θ · (1 + 1/2 · cos²θ + (1·3)/(2·4) · cos⁴θ + …)`, with ν/2 terms in each, rounded down.
    static double within(double t, int degrees) {
        double angle = StrictMath.atan(t / StrictMath.sqrt(degrees));
        double cosine = StrictMath.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = 0;
        for (int k = 1; k <= degrees / 2; k++) {
            sum += term;
            double next = odd ? 2.0 * k / (2 * k + 1) : (2.0 * k - 1) / (2 * k);
            term *= next * cosine * cosine;
        }
        double series = StrictMath.sin(angle) * sum;
        return odd ? 2 / Math.PI * (angle + series) : series;
    }
}
