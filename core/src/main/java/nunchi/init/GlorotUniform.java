package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Glorot and Bengio, *Understanding the difficulty of training deep feedforward neural networks*, AISTATS 2010:
/// uniform in ±√(3·v), v = 2 / (fan in + fan out).
public record GlorotUniform() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        double limit = StrictMath.sqrt(3 * 2.0 / (Init.fanIn(shape) + Init.fanOut(shape)));
        return new Uniform(-limit, limit).values(shape, key);
    }
}
