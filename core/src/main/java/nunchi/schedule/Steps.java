package nunchi.schedule;

import nunchi.check.Check;

/// `initial · factor^⌊epoch / every⌋`: cut at regular times.
///
/// @param every epochs between two cuts
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
