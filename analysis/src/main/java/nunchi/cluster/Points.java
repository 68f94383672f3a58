package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.FloatRange;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;

/// Rows less their mean, brought into the range of float32's squares: `scale·(x - mean)`. A squared distance
/// `|x|² - 2·x·y + |y|²` by products in float32 is right to some last places of the lengths `|x|² + |y|²`; where that
/// is too little, it is computed in float64.
///
/// @param values   `[n, d]`
/// @param squares  `[n]`, of the rows' lengths
/// @param given    the rows as they were given
/// @param chosen   `[n]`, which of these the points are
/// @param mean     `[d]`, taken away
/// @param scale    a power of two; 1 unless the rows are very large or very small
/// @param variance the mean of the columns' variances
record Points(
        MatrixView values,
        float[] squares,
        MatrixView given,
        int[] chosen,
        double[] mean,
        double scale,
        double variance) {
    static final int BLOCK = 512;
    /// Of a product's rounding, in units of the squared lengths: six deviations of a random walk.
    private static final double ROUNDING = 6 * 0x1p-24;
    /// Squared distances that are a smaller part of the squared lengths have lost too many digits.
    private static final float NEAR = 0x1p-6f;

    static Points of(MatrixView rows, Numerics numerics) {
        Check.require(rows.columnStep() == 1, "the points must lie row by row; copy a transposed matrix first");
        int d = rows.columns();
        requireFinite(rows);
        double[] mean = new double[d];
        for (int row = 0; row < rows.rows(); row++) {
            int from = rows.first() + row * rows.rowStep();
            for (int j = 0; j < d; j++) {
                mean[j] += rows.values()[from + j];
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= rows.rows();
        }
        double scale = FloatRange.factor(reach(rows, mean));
        float[] values = new float[rows.rows() * d];
        float[] squares = new float[rows.rows()];
        numerics.share(Math.ceilDiv(rows.rows(), BLOCK), block -> {
            for (int row = block * BLOCK; row < Math.min(rows.rows(), (block + 1) * BLOCK); row++) {
                squares[row] = centre(rows, row, new Centre(mean, scale), values);
            }
        });
        double sum = 0;
        for (float square : squares) {
            sum += square;
        }
        int[] all = new int[rows.rows()];
        Arrays.setAll(all, row -> row);
        return new Points(
                MatrixView.of(values, rows.rows(), d), squares, rows, all, mean, scale, sum / rows.rows() / d);
    }

    private static double reach(MatrixView rows, double[] mean) {
        double reach = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < mean.length; j++) {
                reach = Math.max(reach, Math.abs(rows.get(row, j) - mean[j]));
            }
        }
        return reach;
    }

    private record Centre(double[] mean, double scale) {}

    private static float centre(MatrixView rows, int row, Centre centre, float[] values) {
        double[] mean = centre.mean;
        int from = rows.first() + row * rows.rowStep();
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
            float value = (float) (centre.scale * (rows.values()[from + j] - mean[j]));
            values[row * mean.length + j] = value;
            sum = Math.fma((double) value, value, sum);
        }
        return (float) sum;
    }

    private static void requireFinite(MatrixView rows) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                if (!Float.isFinite(rows.get(row, column))) {
                    throw new InvalidRequestException(
                            "row %d, column %d is %s; all values must be finite numbers: leave such rows out, or put a number in their place"
                                    .formatted(row, column, rows.get(row, column)));
                }
            }
        }
    }

    int rows() {
        return values.rows();
    }

    int columns() {
        return values.columns();
    }

    /// Some rows at random, one as likely as another each time.
    Points draw(int count, RandomKey key) {
        int[] chosen = new int[count];
        Arrays.setAll(chosen, i -> (int) (key.uniform(i) * rows()));
        return choose(chosen);
    }

    Points choose(int[] places) {
        float[] some = new float[places.length * columns()];
        float[] lengths = new float[places.length];
        int[] numbers = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(values.values(), places[i] * columns(), some, i * columns(), columns());
            lengths[i] = squares[places[i]];
            numbers[i] = chosen[places[i]];
        }
        return new Points(
                MatrixView.of(some, places.length, columns()), lengths, given, numbers, mean, scale, variance);
    }

    /// How far rounding may move a squared distance by products, as a part of `|x|² + |y|²`.
    float rounding() {
        return (float) (ROUNDING * (Math.sqrt(columns()) + 4));
    }

    /// Whether a squared distance by products has lost too many digits.
    ///
    /// @param lengths `|x|² + |y|²`
    static boolean worn(float square, float lengths) {
        return square < NEAR * lengths;
    }

    /// The squared distance of two points, scaled, in float64: of the rows as they were given, since centring may have
    /// rounded them.
    double square(int i, int j) {
        return square(given, chosen[i], chosen[j]) * scale * scale;
    }

    /// `|xᵢ - xⱼ|²` of any rows, in float64.
    static double square(MatrixView rows, int i, int j) {
        float[] values = rows.values();
        int a = rows.first() + i * rows.rowStep();
        int b = rows.first() + j * rows.rowStep();
        double sum = 0;
        for (int column = 0; column < rows.columns(); column++) {
            double difference = (double) values[a + column] - values[b + column];
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }

    /// `|x - c|²`, in float64.
    static double square(float[] a, int i, float[] b, int j, int columns) {
        double sum = 0;
        for (int column = 0; column < columns; column++) {
            double difference = (double) a[i * columns + column] - b[j * columns + column];
            sum = Math.fma(difference, difference, sum);
        }
        return sum;
    }
}
