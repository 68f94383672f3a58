package nunchi.embed;

/// Vectors in float64.
final class Vectors {
    private Vectors() {}

    /// In four sums that are added at the end.
    static double dot(double[] a, double[] b, int n) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            first = Math.fma(a[i], b[i], first);
            second = Math.fma(a[i + 1], b[i + 1], second);
            third = Math.fma(a[i + 2], b[i + 2], third);
            fourth = Math.fma(a[i + 3], b[i + 3], fourth);
        }
        for (; i < n; i++) {
            first = Math.fma(a[i], b[i], first);
        }
        return (first + second) + (third + fourth);
    }

    /// The sum of a run's squares.
    static double squares(float[] values, int from, int n) {
        double sum = 0;
        for (int i = from; i < from + n; i++) {
            sum = Math.fma((double) values[i], values[i], sum);
        }
        return sum;
    }

    /// `y += factor · x`
    static void add(double factor, double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.fma(factor, x[i], y[i]);
        }
    }

    /// Leaves a vector of zeros as it is.
    ///
    /// @return the length it had
    static double normalize(double[] x) {
        double length = Math.sqrt(dot(x, x, x.length));
        if (length > 0) {
            for (int i = 0; i < x.length; i++) {
                x[i] /= length;
            }
        }
        return length;
    }

    /// Takes from a vector what lies along unit vectors that are at right angles, twice, so that rounding leaves
    /// nothing.
    static void removeAll(double[][] units, int count, double[] x) {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < count; i++) {
                add(-dot(units[i], x, x.length), units[i], x, x.length);
            }
        }
    }
}
