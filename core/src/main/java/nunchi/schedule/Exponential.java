package nunchi.schedule;

import nunchi.check.Check;

/// `initial · factor^epoch`: a little less at every step.
///
/// @param initial learning rate at the start
/// @param factor  factor that each epoch multiplies the rate by
public record Exponential(double initial, double factor) implements Schedule {
    public Exponential {
        Check.positive("initial", initial);
        Check.positive("factor", factor);
    }

    @Override
    public double at(double epoch) {
        return initial * StrictMath.pow(factor, epoch);
    }
}
