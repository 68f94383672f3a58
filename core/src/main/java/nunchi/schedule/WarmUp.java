package nunchi.schedule;

import nunchi.check.Check;

/// A straight rise from 0 to the first rate of another schedule over `epochs`, then that schedule from its beginning.
///
/// @param epochs length of the rise, in epochs
/// @param then   schedule that follows
public record WarmUp(double epochs, Schedule then) implements Schedule {
    public WarmUp {
        Check.given("then", then);
        Check.positive("epochs", epochs);
    }

    @Override
    public double at(double epoch) {
        return epoch < epochs ? then.at(0) * epoch / epochs : then.at(epoch - epochs);
    }
}
