package nunchi.cpu.kernel;

/// The one-dimensional transforms of Winograd's convolution F(4, r), which takes `n = r + 3` multiplications for 4
/// values of the result instead of 4r: `y = Aᵀ[(G g) ⊙ (Bᵀ d)]` for a kernel g of r values and n neighbouring values d.
/// In two dimensions every transform is applied to the rows and then to the columns.
///
/// The gradients are the transposes: of the weight `Gᵀ[(A ȳ) ⊙ (Bᵀ d)]`; that of the images is a convolution of ȳ with
/// the turned kernel.
///
/// The transforms interpolate at n - 1 points and ∞; they are chosen for the least error in float32 among fractions
/// with small denominators. Every value depends on its own vector alone, so that the scalar and the vector twin give
/// the same bits. Winograd: *Arithmetic complexity of computations*, SIAM 1980; Lavin, Gray: *Fast algorithms for
/// convolutional neural networks*, CVPR 2016; Barabasz et al.: *Error analysis and improving the accuracy of Winograd
/// convolution for deep neural networks*, ACM TOMS 2020.
public interface Winograd {
    /// Values of the result per tile and direction.
    int TILE = 4;

    /// n
    int points();

    /// Bᵀ: n values of an image to n.
    void images(Lines lines, float[] x, int xo, float[] y, int yo);

    /// Aᵀ: n products to 4 values of the result, none of them subnormal.
    void result(Lines lines, float[] x, int xo, float[] y, int yo);

    /// A: 4 values of the result's gradient to n.
    void steps(Lines lines, float[] x, int xo, float[] y, int yo);

    /// The points in pairs: pair 0 is the first and the last, pair i the points 2i - 1 and 2i.
    default int pairs() {
        return points() / 2;
    }

    /// The two rows of Bᵀ that belong to a pair, with the same bits.
    void imagesPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo);

    /// The two rows of A that belong to a pair, with the same bits.
    void stepsPair(int pair, Lines lines, float[] x, int xo, float[] y, int yo);

    /// G: r values of a kernel to n.
    void weight(Lines lines, float[] x, int xo, float[] y, int yo);

    /// Gᵀ: n sums of products to r values of a kernel's gradient, none of them subnormal.
    void weightGradient(Lines lines, float[] x, int xo, float[] y, int yo);
}
