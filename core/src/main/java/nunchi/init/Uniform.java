package nunchi.init;

import nunchi.check.Check;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Values spread evenly over [low, high).
///
/// @param low  lower bound, included; below `high` (default: -0.05)
/// @param high upper bound, excluded; above `low` (default: 0.05)
public record Uniform(double low, double high) implements Init {
    public Uniform {
        Check.require(low < high, "low is %s and high %s; low must be below high".formatted(low, high));
    }

    /// Keras' default: [-0.05, 0.05).
    public Uniform() {
        this(-0.05, 0.05);
    }

    @Override
    public double[] values(Shape shape, RandomKey key) {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * key.uniform(i);
        }
        return values;
    }
}
