package nunchi.init;

import nunchi.init.VarianceScaling.Distribution;
import nunchi.init.VarianceScaling.Mode;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// LeCun et al., *Efficient BackProp*, 1998: Gaussian of mean 0 and variance v = 1 / fan in, as in PyTorch (Keras cuts
/// the tails at two deviations).
public record LecunNormal() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new VarianceScaling(1, Mode.FAN_IN, Distribution.NORMAL).values(shape, key);
    }
}
