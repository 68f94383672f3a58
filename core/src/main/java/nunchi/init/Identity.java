package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// A weight `[…, last]` as a matrix `[fan in, last]` with a gain on its diagonal and zeros elsewhere; of recurrent
/// weights of several gates the diagonal of each square block, `wᵢⱼ = gain` where `j mod rows = i`.
///
/// Le, Jaitly, Hinton: *A simple way to initialize recurrent networks of rectified linear units*, arXiv 1504.00941.
///
/// @param gain value on the diagonal (default: 1)
public record Identity(double gain) implements Init {
    public Identity() {
        this(1);
    }

    @Override
    public double[] values(Shape shape, RandomKey key) {
        int rows = shape.rows();
        int columns = shape.last();
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            values[i] = (columns % rows == 0 ? column % rows : column) == row ? gain : 0;
        }
        return values;
    }
}
