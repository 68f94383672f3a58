package nunchi.schedule;

import nunchi.check.Check;

/// The same rate throughout. In an experiment file the bare number means this.
public record Constant(double value) implements Schedule {
    public Constant {
        Check.notNegative("learning rate", value);
    }

    @Override
    public double at(double epoch) {
        return value;
    }
}
