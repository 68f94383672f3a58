package nunchi.init;

import nunchi.check.Check;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// A convolution `[rows, columns, channels, filters]` whose first filters hand the channels on, as far as both go: 1
/// at the middle of the kernel from channel i to filter i, zeros else. The filters beyond the channels have `others`,
/// which are zeros in PyTorch's `dirac_`.
///
/// Zagoruyko, Komodakis: *DiracNets*, arXiv 1706.00388.
///
/// @param others initial values of the filters beyond the channels (default: heUniform)
public record Dirac(Init others) implements Init {
    public Dirac {
        Check.given("others", others);
    }

    public Dirac() {
        this(new HeUniform());
    }

    @Override
    public double[] values(Shape shape, RandomKey key) {
        Check.require(
                shape.rank() == 4,
                "dirac is for convolutions [rows, columns, channels, filters], but this weight is %s; identity is for matrices"
                        .formatted(shape));
        int channels = shape.extent(2);
        int filters = shape.last();
        double[] values = others.values(shape, key);
        for (int i = 0; i < values.length; i++) {
            if (i % filters < channels) {
                values[i] = 0;
            }
        }
        int middle = shape.extent(0) / 2 * shape.extent(1) + shape.extent(1) / 2;
        for (int i = 0; i < Math.min(channels, filters); i++) {
            values[(middle * channels + i) * filters + i] = 1;
        }
        return values;
    }
}
