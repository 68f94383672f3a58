package nunchi.graph.op;

import nunchi.graph.Node;

/// The error function `y = 2/√π ∫₀ˣ e^(-t²) dt`.
///
/// Gradient: `x̄ = ȳ · 2/√π · e^(-x²)`.
///
/// Abramowitz, Stegun: *Handbook of Mathematical Functions*, 7.1.6 (series) and 7.1.14 (continued fraction).
public record Erf() implements Unary {
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
    private static final double SERIES_LIMIT = 3;

    @Override
    public double apply(double x) {
        return Math.abs(x) < SERIES_LIMIT ? series(x) : Math.signum(x) * (1 - complement(Math.abs(x)));
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * StrictMath.exp(-x * x) * sum;
    }

    private static double complement(double x) {
        double fraction = x;
        for (int n = 60; n > 0; n--) {
            fraction = x + 0.5 * n / fraction;
        }
        return TWO_OVER_ROOT_PI / 2 * StrictMath.exp(-x * x) / fraction;
    }

    @Override
    public Node gradient(Node x, Node y, Node upstream) {
        return upstream.times(x.graph().add(new Exp(), x.square().negate()).times(TWO_OVER_ROOT_PI));
    }
}
