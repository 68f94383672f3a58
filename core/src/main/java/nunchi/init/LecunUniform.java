package nunchi.init;

import nunchi.init.VarianceScaling.Distribution;
import nunchi.init.VarianceScaling.Mode;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// LeCun et al., *Efficient BackProp*, 1998: uniform in ±√(3·v), v = 1 / fan in.
public record LecunUniform() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new VarianceScaling(1, Mode.FAN_IN, Distribution.UNIFORM).values(shape, key);
    }
}
