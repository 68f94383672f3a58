package nunchi.init;

import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// The shares that old places have in new ones when a line of n values is drawn again with m, bilinearly and
/// antialiased.
///
/// New place j is the mean of the old places i under a triangle at its middle, `c = (j + ½) · n/m`:
/// `wᵢⱼ ∝ max(0, 1 - |i + ½ - c| / s)`, `Σᵢ wᵢⱼ = 1`, as wide as a place of the sparser line: `s = max(1, n/m)`. For
/// `n = m` that is the identity. Half-pixel centres, as in Pillow and in PyTorch's `antialias=True`.
///
/// | array | shape |
/// |---|---|
/// | w | `[n, …, m]`, all axes between of one place |
public record Interpolation() implements Init {
    private static final double HALF = 0.5;

    @Override
    public double[] values(Shape shape, RandomKey key) {
        int old = shape.extent(0);
        int made = shape.last();
        double scale = (double) old / made;
        double reach = Math.max(1, scale);
        double[] weights = new double[old * made];
        for (int j = 0; j < made; j++) {
            double middle = (j + HALF) * scale;
            int from = (int) Math.max(0, Math.floor(middle - reach));
            int to = (int) Math.min(old, Math.ceil(middle + reach));
            double sum = 0;
            for (int i = from; i < to; i++) {
                double share = Math.max(0, 1 - Math.abs(i + HALF - middle) / reach);
                weights[i * made + j] = share;
                sum += share;
            }
            for (int i = from; i < to; i++) {
                weights[i * made + j] /= sum;
            }
        }
        return weights;
    }
}
