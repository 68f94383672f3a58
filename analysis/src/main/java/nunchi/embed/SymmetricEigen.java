package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.Numerics;
import nunchi.random.RandomKey;

/// Eigenvalues and eigenvectors of a symmetric matrix in float64: Householder's reflections to a tridiagonal matrix T,
/// its eigenvalues by the implicit QL method, and the eigenvectors of those wanted by inverse iteration (Golub, Van
/// Loan: *Matrix Computations*, 8.3 and 8.4; Wilkinson, Reinsch 1971, `tql1`).
final class SymmetricEigen {
    /// Rows that one thread updates at a time.
    private static final int ROWS = 32;
    private static final int MOST_ITERATIONS = 60;
    private static final int INVERSE_ITERATIONS = 4;

    private final int n;
    private final Numerics numerics;
    /// Row i, once reflected: the vector of the reflection that made its further elements zero, in the elements before
    /// i.
    private final double[][] a;
    private final double[] diagonal;
    /// Element i lies between rows i and i+1.
    private final double[] beside;
    /// `2 / |v|²` of each reflection.
    private final double[] factors;

    /// @param matrix `[n, n]`, overwritten
    SymmetricEigen(double[][] matrix, Numerics numerics) {
        this.n = matrix.length;
        this.a = matrix;
        this.numerics = numerics;
        this.diagonal = new double[n];
        this.beside = new double[n];
        this.factors = new double[n];
        for (int i = n - 1; i > 0; i--) {
            reflect(i);
        }
        diagonal[0] = a[0][0];
    }

    /// Row i's elements before i-1 become zero: `A ← H·A·H` with `H = I - factor·v·vᵀ` for the rows and columns before
    /// i.
    private void reflect(int i) {
        double[] v = a[i];
        diagonal[i] = v[i];
        double length = Math.sqrt(Vectors.dot(v, v, i));
        if (length == 0 || i == 1) {
            beside[i - 1] = v[i - 1];
            return;
        }
        double head = v[i - 1] > 0 ? -length : length;
        beside[i - 1] = head;
        v[i - 1] -= head;
        double factor = 2 / Vectors.dot(v, v, i);
        factors[i] = factor;
        double[] w = new double[i];
        numerics.share(Math.ceilDiv(i, ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(i, (block + 1) * ROWS); row++) {
                w[row] = factor * Vectors.dot(a[row], v, i);
            }
        });
        Vectors.add(-factor / 2 * Vectors.dot(w, v, i), v, w, i);
        numerics.share(Math.ceilDiv(i, ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(i, (block + 1) * ROWS); row++) {
                takeAway(a[row], v, w, row, i);
            }
        });
    }

    private static void takeAway(double[] target, double[] v, double[] w, int row, int end) {
        double first = -v[row];
        double second = -w[row];
        for (int j = 0; j < end; j++) {
            target[j] = Math.fma(first, w[j], Math.fma(second, v[j], target[j]));
        }
    }

    /// The largest eigenvalues, largest first.
    double[] largest(int count) {
        double[] d = diagonal.clone();
        double[] e = beside.clone();
        for (int low = 0; low < n; low++) {
            for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
                int high = low;
                while (high < n - 1 && Math.abs(e[high]) > Math.ulp(Math.abs(d[high]) + Math.abs(d[high + 1]))) {
                    high++;
                }
                if (high == low) {
                    break;
                }
                step(d, e, low, high);
            }
        }
        Arrays.sort(d);
        double[] largest = new double[count];
        for (int i = 0; i < count; i++) {
            largest[i] = d[n - 1 - i];
        }
        return largest;
    }

    /// One implicit QL step on rows low … high.
    private static void step(double[] d, double[] e, int low, int high) {
        double g = (d[low + 1] - d[low]) / (2 * e[low]);
        double r = Math.sqrt(g * g + 1);
        g = d[high] - d[low] + e[low] / (g + Math.copySign(r, g));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = high - 1; i >= low; i--) {
            double f = s * e[i];
            double b = c * e[i];
            r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[high] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
        }
        d[low] -= p;
        e[low] = g;
        e[high] = 0;
    }

    /// Unit vectors at right angles to each other, one for each eigenvalue.
    double[][] vectors(double[] values) {
        double[][] units = new double[values.length][];
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale = Math.max(scale, Math.abs(diagonal[i]) + Math.abs(beside[i]));
        }
        for (int k = 0; k < values.length; k++) {
            units[k] = inverseIteration(values[k], scale, units, k);
        }
        for (double[] unit : units) {
            reflectBack(unit);
        }
        return units;
    }

    private double[] inverseIteration(double value, double scale, double[][] before, int count) {
        RandomKey key = RandomKey.of(count).with("inverse iteration");
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = key.normal(i);
        }
        ShiftedTridiagonal shifted = new ShiftedTridiagonal(diagonal, beside, value, scale * 0x1p-52);
        for (int iteration = 0; iteration < INVERSE_ITERATIONS && scale > 0; iteration++) {
            Vectors.removeAll(before, count, x);
            Vectors.normalize(x);
            shifted.solve(x);
            Vectors.normalize(x);
        }
        Vectors.removeAll(before, count, x);
        Vectors.normalize(x);
        return x;
    }

    private void reflectBack(double[] x) {
        for (int i = 1; i < n; i++) {
            if (factors[i] != 0) {
                Vectors.add(-factors[i] * Vectors.dot(a[i], x, i), a[i], x, i);
            }
        }
    }
}
