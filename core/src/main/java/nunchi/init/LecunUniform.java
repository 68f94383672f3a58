package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// LeCun et al., *Efficient BackProp*, 1998: uniform in ±√(3·v), v = 1 / fan in.
public record LecunUniform() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        double limit = StrictMath.sqrt(3 * 1.0 / Init.fanIn(shape));
        return new Uniform(-limit, limit).values(shape, key);
    }
}
