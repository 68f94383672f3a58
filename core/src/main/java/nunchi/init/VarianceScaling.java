package nunchi.init;

import nunchi.check.Check;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Values of mean 0 and variance v = scale / n, where n is the fan in, the fan out, or the mean of both. Uniform values
/// lie in ±√(3·v). The other rules are cases of this one: He's has a scale of 2, LeCun's one of 1, Glorot's one of 1
/// with the mean of both. PyTorch's own initial values of dense layers and convolutions, ±1 / √(fan in), are
/// `{varianceScaling: {scale: 0.3333333, distribution: uniform}}`.
///
/// @param scale        factor of the variance (default: 1)
/// @param mode         what n is (default: fan_in)
/// @param distribution distribution of the values; tails of the normal one are not cut (default: normal)
public record VarianceScaling(double scale, Mode mode, Distribution distribution) implements Init {

    /// The number that the variance is divided by.
    public enum Mode {
        /// Inputs that one output sums over.
        FAN_IN,
        /// Outputs that one input reaches.
        FAN_OUT,
        /// The mean of both.
        FAN_AVG;

        private double of(Shape shape) {
            return switch (this) {
                case FAN_IN -> Init.fanIn(shape);
                case FAN_OUT -> Init.fanOut(shape);
                case FAN_AVG -> (Init.fanIn(shape) + Init.fanOut(shape)) / 2.0;
            };
        }
    }

    /// The distribution of the values.
    public enum Distribution {
        NORMAL,
        UNIFORM
    }

    public VarianceScaling {
        Check.positive("scale", scale);
        Check.given("mode", mode);
        Check.given("distribution", distribution);
    }

    public VarianceScaling() {
        this(1, Mode.FAN_IN, Distribution.NORMAL);
    }

    @Override
    public double[] values(Shape shape, RandomKey key) {
        if (distribution == Distribution.NORMAL) {
            return new Normal(0, StrictMath.sqrt(scale / mode.of(shape))).values(shape, key);
        }
        double limit = StrictMath.sqrt(3 * scale / mode.of(shape));
        return new Uniform(-limit, limit).values(shape, key);
    }
}
