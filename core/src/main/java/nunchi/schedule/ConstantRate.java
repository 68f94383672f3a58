package nunchi.schedule;

import nunchi.check.Check;

/// The same rate throughout. In an experiment file the bare number means this.
///
/// @param value learning rate
public record ConstantRate(double value) implements Schedule {
    public ConstantRate {
        Check.notNegative("learning rate", value);
    }

    @Override
    public double at(double epoch) {
        return value;
    }
}
