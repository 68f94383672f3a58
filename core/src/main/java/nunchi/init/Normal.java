package nunchi.init;

import nunchi.check.Check;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Gaussian values: mean + deviation · z, z standard normal.
///
/// @param mean      mean (default: 0)
/// @param deviation standard deviation (default: 1)
public record Normal(double mean, double deviation) implements Init {
    public Normal {
        Check.notNegative("deviation", deviation);
    }

    /// The standard normal distribution.
    public Normal() {
        this(0, 1);
    }

    @Override
    public double[] values(Shape shape, RandomKey key) {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = mean + deviation * key.normal(i);
        }
        return values;
    }
}
