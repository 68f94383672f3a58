package nunchi.tensor;

import nunchi.check.Check;

/// Values in the memory of the host: a shape and its float32 values, the last axis fastest.
///
/// The array is not copied; whoever hands it over gives it up or takes care. Two tensors are equal only if they are the
/// same.
public final class Tensor {
    private final Shape shape;
    private final float[] values;

    /// @param values as many as the shape has, last axis fastest
    /// @throws nunchi.check.InvalidRequestException for more or fewer
    public Tensor(Shape shape, float[] values) {
        Check.require(
                values.length == shape.size(),
                "shape %s takes %d values, but %d were given".formatted(shape, shape.size(), values.length));
        this.shape = shape;
        this.values = values;
    }

    /// All values 0.
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()]);
    }

    /// `values().length` is its size.
    public Shape shape() {
        return shape;
    }

    /// The array itself, row-major: the last axis is the fastest. What is written there is written to the tensor.
    public float[] values() {
        return values;
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
