package nunchi.init;

import nunchi.init.VarianceScaling.Distribution;
import nunchi.init.VarianceScaling.Mode;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// He et al., *Delving deep into rectifiers*, ICCV 2015: uniform in ±√(3·v), v = 2 / fan in.
public record HeUniform() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new VarianceScaling(2, Mode.FAN_IN, Distribution.UNIFORM).values(shape, key);
    }
}
