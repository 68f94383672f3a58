package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// He et al., *Delving deep into rectifiers*, ICCV 2015: Gaussian of mean 0 and variance v = 2 / fan in, as in PyTorch
/// (Keras cuts the tails at two deviations).
public record HeNormal() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new Normal(0, StrictMath.sqrt(2.0 / Init.fanIn(shape))).values(shape, key);
    }
}
