package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// He et al., *Delving deep into rectifiers*, ICCV 2015: uniform in ±√(3·v), v = 2 / fan in.
public record HeUniform() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        double limit = StrictMath.sqrt(3 * 2.0 / Init.fanIn(shape));
        return new Uniform(-limit, limit).values(shape, key);
    }
}
