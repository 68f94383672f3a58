package nunchi.cluster;

import java.util.Arrays;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;

/// Rows less their mean, so that squared distances can be had from products in float32 without loss.
///
/// @param values   `[n, d]`
/// @param squares  `[n]`, of the rows' lengths
/// @param mean     `[d]`, taken away
/// @param variance the mean of the columns' variances
record Points(MatrixView values, float[] squares, double[] mean, double variance) {
    static final int BLOCK = 512;

    static Points of(MatrixView rows, Numerics numerics) {
        Check.require(rows.columnStep() == 1, "the points must lie row by row; copy a transposed matrix first");
        int d = rows.columns();
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
        float[] values = new float[rows.rows() * d];
        float[] squares = new float[rows.rows()];
        numerics.share(Math.ceilDiv(rows.rows(), BLOCK), block -> {
            for (int row = block * BLOCK; row < Math.min(rows.rows(), (block + 1) * BLOCK); row++) {
                squares[row] = centre(rows, row, mean, values);
            }
        });
        requireFinite(rows, squares);
        double sum = 0;
        for (float square : squares) {
            sum += square;
        }
        return new Points(MatrixView.of(values, rows.rows(), d), squares, mean, sum / rows.rows() / d);
    }

    private static float centre(MatrixView rows, int row, double[] mean, float[] values) {
        int from = rows.first() + row * rows.rowStep();
        double sum = 0;
        for (int j = 0; j < mean.length; j++) {
            float value = (float) (rows.values()[from + j] - mean[j]);
            values[row * mean.length + j] = value;
            sum = Math.fma((double) value, value, sum);
        }
        return (float) sum;
    }

    private static void requireFinite(MatrixView rows, float[] squares) {
        for (int row = 0; row < squares.length; row++) {
            for (int column = 0; column < rows.columns() && !Float.isFinite(squares[row]); column++) {
                if (!Float.isFinite(rows.get(row, column))) {
                    throw new InvalidRequestException("row %d, column %d is %s; all values must be finite numbers: leave such rows out, or put a number in their place"
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

    Points choose(int[] chosen) {
        float[] some = new float[chosen.length * columns()];
        float[] lengths = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values.values(), chosen[i] * columns(), some, i * columns(), columns());
            lengths[i] = squares[chosen[i]];
        }
        return new Points(MatrixView.of(some, chosen.length, columns()), lengths, mean, variance);
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
