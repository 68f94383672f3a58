package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// Sines and cosines of a place, of wavelengths from 2π to 10000 · 2π: `w[t, 2i] = sin(t / 10000^(2i/size))` and
/// `w[t, 2i + 1] = cos(t / 10000^(2i/size))`. Vaswani et al., *Attention is all you need*, NeurIPS 2017.
///
/// | array | shape |
/// |---|---|
/// | w | `[…, places t, size]` |
public record Sinusoids() implements Init {
    private static final double LONGEST = 10_000;

    @Override
    public double[] values(Shape shape, RandomKey key) {
        int size = shape.last();
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int feature = i % size;
            double angle = i / size / StrictMath.pow(LONGEST, (double) (feature - feature % 2) / size);
            values[i] = feature % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle);
        }
        return values;
    }
}
