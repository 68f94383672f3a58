package nunchi.init;

import nunchi.init.VarianceScaling.Distribution;
import nunchi.init.VarianceScaling.Mode;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS 2010:
/// Gaussian of mean 0 and variance v = 2 / (fan in + fan out), as in PyTorch (Keras cuts the tails at two deviations).
public record GlorotNormal() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new VarianceScaling(1, Mode.FAN_AVG, Distribution.NORMAL).values(shape, key);
    }
}
