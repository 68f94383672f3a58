package nunchi.conformance;

import java.util.function.IntToDoubleFunction;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Where the values of an operand come from. All are float32 numbers (held in float64), so that a float32 backend and
/// the float64 reference see the same.
public interface Values {

    /// @param key the source of all randomness, private to the operand
    double[] of(Shape shape, RandomKey key);

    /// Uniform in [low, high].
    static Values between(double low, double high) {
        return (shape, key) -> fill(shape, i -> low + (high - low) * key.uniform(i));
    }

    /// These numbers again and again.
    static Values listed(double... numbers) {
        return (shape, key) -> fill(shape, i -> numbers[i % numbers.length]);
    }

    /// Class numbers 0 … count-1.
    static Values classes(int count) {
        return (shape, key) -> fill(shape, i -> Math.floor(count * key.uniform(i)));
    }

    /// Rows that sum to exactly 1: 3/4 on one class and 1/4 on another, which may be the same.
    static Values distributions() {
        return (shape, key) -> {
            double[] values = new double[shape.size()];
            int columns = shape.last();
            for (int row = 0; row < shape.rows(); row++) {
                values[row * columns + (int) (columns * key.uniform(2L * row))] += 0.75;
                values[row * columns + (int) (columns * key.uniform(2L * row + 1))] += 0.25;
            }
            return values;
        };
    }

    private static double[] fill(Shape shape, IntToDoubleFunction value) {
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }
}
