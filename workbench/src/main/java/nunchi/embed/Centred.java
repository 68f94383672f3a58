package nunchi.embed;

import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;

/// Rows with what is taken away to centre them.
///
/// @param mean     of each column
/// @param variance the sum of the columns' variances, over n-1
record Centred(MatrixView rows, double[] mean, double variance) {
    /// Columns that one thread sums up at a time: some lines of a cache.
    private static final int COLUMNS = 64;
    /// Rows of a chunk: short enough for sums in float32.
    static final int CHUNK = 2048;
    /// Values that must follow an array whose rows are read in place.
    static final int SLACK = 128;

    static Centred of(MatrixView rows, Numerics numerics) {
        double[] mean = new double[rows.columns()];
        double[] squares = new double[rows.columns()];
        numerics.share(Math.ceilDiv(rows.columns(), COLUMNS), block -> {
            int from = block * COLUMNS;
            int end = Math.min(rows.columns(), from + COLUMNS);
            addRows(rows, from, end, mean, squares);
        });
        double variance = 0;
        for (double square : squares) {
            variance += square / (rows.rows() - 1);
        }
        return new Centred(rows, mean, variance);
    }

    /// Sums of the columns, made means, and of the squares of what is left.
    private static void addRows(MatrixView rows, int from, int end, double[] mean, double[] squares) {
        for (int row = 0; row < rows.rows(); row++) {
            int at = rows.first() + row * rows.rowStep();
            for (int j = from; j < end; j++) {
                mean[j] += rows.values()[at + j];
            }
        }
        for (int j = from; j < end; j++) {
            mean[j] /= rows.rows();
        }
        for (int row = 0; row < rows.rows(); row++) {
            int at = rows.first() + row * rows.rowStep();
            for (int j = from; j < end; j++) {
                double difference = rows.values()[at + j] - mean[j];
                squares[j] += difference * difference;
            }
        }
    }

    int chunks() {
        return Math.ceilDiv(rows.rows(), CHUNK);
    }

    int chunkRows(int chunk) {
        return Math.min(CHUNK, rows.rows() - chunk * CHUNK);
    }

    /// Writes a chunk of rows, less the mean.
    ///
    /// @return `[chunkRows, columns]` over the array
    MatrixView chunk(int chunk, float[] into, Numerics numerics) {
        int d = rows.columns();
        numerics.share(Math.ceilDiv(chunkRows(chunk), COLUMNS), block -> {
            for (int row = block * COLUMNS; row < Math.min(chunkRows(chunk), (block + 1) * COLUMNS); row++) {
                int from = rows.first() + (chunk * CHUNK + row) * rows.rowStep();
                for (int j = 0; j < d; j++) {
                    into[row * d + j] = (float) (rows.values()[from + j] - mean[j]);
                }
            }
        });
        return MatrixView.of(into, chunkRows(chunk), d);
    }

    float[] chunkArray() {
        return new float[Math.addExact(Math.multiplyExact(Math.min(CHUNK, rows.rows()), rows.columns()), SLACK)];
    }
}
