package nunchi.init;

import nunchi.init.VarianceScaling.Distribution;
import nunchi.init.VarianceScaling.Mode;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS 2010:
/// uniform in ±√(3·v), v = 2 / (fan in + fan out).
public record GlorotUniform() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new VarianceScaling(1, Mode.FAN_AVG, Distribution.UNIFORM).values(shape, key);
    }
}
