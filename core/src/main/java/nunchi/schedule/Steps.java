package nunchi.schedule;

import nunchi.check.Check;

/// `initial · factor^⌊epoch / every⌋`: cut at regular times.
///
/// @param initial learning rate of the first epochs
/// @param factor  factor that each reduction multiplies the rate by
/// @param every   interval between two reductions, in epochs
public record Steps(double initial, double factor, double every) implements Schedule {
    public Steps {
        Check.positive("initial", initial);
        Check.positive("factor", factor);
        Check.positive("every", every);
    }

    @Override
    public double at(double epoch) {
        return initial * StrictMath.pow(factor, StrictMath.floor(epoch / every));
    }
}
