package nunchi.cpu.kernel;

/// Functions of runs of floats: `n` values from an offset of each array on. Every value depends on its own operands
/// alone, so that the scalar and the vector twin give the same bits for any vector width. The result may be one of the
/// operands at the same offset. From operands that are not subnormal no function makes a subnormal result, see
/// [nunchi.tensor.FlushToZero]; only [#addRows] and [#sum] leave that to whoever writes the sum out.
public interface Arithmetic {
    void copy(float[] y, int yo, float[] x, int xo, int n);

    void fill(float[] y, int yo, float value, int n);

    /// `|x| < smallest ? 0 : x`; with 2⁻¹²⁶ the rule of [nunchi.tensor.FlushToZero].
    void flush(float[] y, int yo, float[] x, int xo, float smallest, int n);

    void negate(float[] y, int yo, float[] x, int xo, int n);

    void absolute(float[] y, int yo, float[] x, int xo, int n);

    void exp(float[] y, int yo, float[] x, int xo, int n);

    void log(float[] y, int yo, float[] x, int xo, int n);

    void sqrt(float[] y, int yo, float[] x, int xo, int n);

    void sigmoid(float[] y, int yo, float[] x, int xo, int n);

    void tanh(float[] y, int yo, float[] x, int xo, int n);

    void relu(float[] y, int yo, float[] x, int xo, int n);

    void softplus(float[] y, int yo, float[] x, int xo, int n);

    void erf(float[] y, int yo, float[] x, int xo, int n);

    void add(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    void subtract(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    void multiply(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    void divide(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    /// `a · b + c`, the product rounded and flushed on its own: what [#multiply] and [#add] make, in one pass.
    void multiplyAdd(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

    /// `c - a · b`, likewise.
    void subtractProduct(float[] y, int yo, float[] a, int ao, float[] b, int bo, float[] c, int co, int n);

    /// `a > b ? a : b`
    void maximum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    /// `a < b ? a : b`
    void minimum(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    /// `a > b ? 1 : 0`
    void greater(float[] y, int yo, float[] a, int ao, float[] b, int bo, int n);

    /// Uniform random numbers in [0, 1): those of the key with these bits from position `first` on, see
    /// [nunchi.random.RandomKey#uniformFloat].
    void uniform(float[] y, int yo, long key, int first, int n);

    /// Adds rows to `y`, one after the other: `y[j] += x[row · n + j]`.
    void addRows(float[] y, int yo, float[] x, int xo, int n, int rows);

    /// The sum of a run in 16 virtual lanes: lane l takes the values l, l + 16, …; then lanes 8 apart are added, 4, 2
    /// and 1.
    ///
    /// @param lanes 16 floats to work in
    float sum(float[] x, int xo, int n, float[] lanes);

    /// The squared distance of two runs, `Σ (x - y)²`, in the same 16 lanes: differences are rounded, then squared and
    /// added at once.
    ///
    /// @param lanes 16 floats to work in
    float squaredDistance(float[] x, int xo, float[] y, int yo, int n, float[] lanes);
}
