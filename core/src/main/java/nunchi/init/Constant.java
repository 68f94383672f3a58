package nunchi.init;

import java.util.Arrays;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Every value the same.
///
/// @param value value of every element
public record Constant(double value) implements Init {
    @Override
    public double[] values(Shape shape, RandomKey key) {
        double[] values = new double[shape.size()];
        Arrays.fill(values, value);
        return values;
    }
}
