package nunchi.backend;

/// The convolution of a plane of values with one even kernel: `result[i, j] = Σ kernel[|i-k|, |j-l|] · plane[k, l]`
/// over all k, l, with nothing beyond the plane's edges. Used by one thread at a time.
public interface PlaneConvolution {

    /// @param plane  `[rows, columns]`
    /// @param result `[rows, columns]`, overwritten; not the plane itself
    void apply(float[] plane, float[] result);
}
