package nunchi.backend;

/// Brings numbers into the range in which float32 holds their squares and the sums of these, by a power of two, which
/// changes no digit. Numbers that are in it stay as they are.
public final class FloatRange {
    private static final double LEAST = 0x1p-30;
    private static final double MOST = 0x1p40;

    private FloatRange() {}

    /// @param largest magnitude of the numbers, 0 or more
    /// @return what to multiply them by: 1 for 0 and in 2⁻³⁰ … 2⁴⁰, else the power of two that takes the largest to 1 …
    ///         2
    public static double factor(double largest) {
        boolean fits = largest == 0 || largest >= LEAST && largest <= MOST;
        return fits || !Double.isFinite(largest) ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
    }

    /// The factor of all values of rows.
    public static double factor(MatrixView rows) {
        float largest = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                largest = Math.max(largest, Math.abs(rows.get(row, column)));
            }
        }
        return factor(largest);
    }

    /// The rows times a factor, in an array of their own unless it is 1.
    public static MatrixView scaled(MatrixView rows, double factor) {
        if (factor == 1) {
            return rows;
        }
        float[] values = new float[Math.multiplyExact(rows.rows(), rows.columns())];
        rows.read(0, rows.rows(), values, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (factor * values[i]);
        }
        return MatrixView.of(values, rows.rows(), rows.columns());
    }
}
