package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// The values of a weight before the first step. Anyone may write one: a record that fills an array from a random key.
public interface Init {

    /// @param shape the weight's shape; a kernel's last two axes are its inputs and outputs
    /// @param key   the source of all randomness, private to the weight
    /// @return `shape.size()` values, the last axis fastest
    double[] values(Shape shape, RandomKey key);

    /// The number of inputs that one output sums over: the product of all extents but the last.
    static int fanIn(Shape shape) {
        return shape.rank() < 2 ? shape.size() : shape.size() / shape.last();
    }

    /// The number of outputs that one input reaches: the product of all extents but the last but one.
    static int fanOut(Shape shape) {
        return shape.rank() < 2 ? shape.size() : shape.size() / shape.extent(-2);
    }
}
