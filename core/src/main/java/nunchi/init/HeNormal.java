package nunchi.init;

import nunchi.init.VarianceScaling.Distribution;
import nunchi.init.VarianceScaling.Mode;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// He et al., *Delving deep into rectifiers*, ICCV 2015: Gaussian of mean 0 and variance v = 2 / fan in, as in PyTorch
/// (Keras cuts the tails at two deviations).
public record HeNormal() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new VarianceScaling(2, Mode.FAN_IN, Distribution.NORMAL).values(shape, key);
    }
}
