package nunchi.tensor;

/// The rule for results too small for float32's full precision: a value below 2⁻¹²⁶ in size is 0.
///
/// Such values are called subnormal. Many processors take a hundred times as long for an operation on one, and a
/// network that has learnt its examples makes them by the thousand, so every backend sets them to 0 wherever a value is
/// written: results of ops, weights, fed values. The zero is positive. NaN and infinities stay.
public final class FlushToZero {
    /// 2⁻¹²⁶, the least size of a value other than 0.
    public static final float SMALLEST = 0x1p-126f;

    /// 2⁻⁶³. Probabilities (softmax, sigmoid) below it are 0, so that the product of any two of them is not subnormal.
    public static final float SMALLEST_PROBABILITY = 0x1p-63f;

    private FlushToZero() {}

    /// 0 where `|x| < 2⁻¹²⁶`, else `x`.
    public static float of(float x) {
        return Math.abs(x) < SMALLEST ? 0f : x;
    }

    /// 0 where `|x| < 2⁻¹²⁶`, else `x`.
    public static double of(double x) {
        return Math.abs(x) < SMALLEST ? 0 : x;
    }

    /// 0 where `p < 2⁻⁶³`, else `p`.
    ///
    /// @param p probability, in [0, 1]
    public static double probability(double p) {
        return p < SMALLEST_PROBABILITY ? 0 : p;
    }
}
