package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Every value 0.
public record Zeros() implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        return new double[shape.size()];
    }
}
