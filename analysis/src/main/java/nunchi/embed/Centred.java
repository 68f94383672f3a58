package nunchi.embed;

import java.util.Arrays;
import nunchi.backend.FloatRange;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;

/// Rows less their mean, brought into the range of float32's squares, a chunk in memory at a time: `scale·(x - mean)`.
///
/// @param mean  of each column
/// @param scale a power of two; 1 unless the rows are very large or very small
/// @param reach the largest distance of each column's values from its mean; empty where it is not known
record Centred(RowSource rows, double[] mean, double scale, double[] reach) {
    /// Columns that one thread sums up at a time: some lines of a cache.
    private static final int COLUMNS = 64;
    /// Rows that one thread writes at a time.
    private static final int ROWS = 16;
    /// Rows of a chunk: short enough for sums in float32, and for memory.
    private static final int MOST_ROWS = 2048;
    private static final int LEAST_ROWS = 64;
    private static final int VALUES = 1 << 22;
    /// Values that must follow an array whose rows are read in place.
    static final int SLACK = 128;

    /// @throws nunchi.check.InvalidRequestException naming the first value that is not finite
    static Centred of(RowSource rows, Numerics numerics) {
        double[] mean = new double[rows.columns()];
        float[] least = new float[mean.length];
        float[] most = new float[mean.length];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        Centred plain = new Centred(rows, mean, 1, new double[0]);
        float[] array = inPlace(rows) ? new float[0] : plain.chunkArray();
        for (int chunk = 0; chunk < plain.chunks(); chunk++) {
            MatrixView part = plain.part(chunk, array, numerics);
            numerics.share(Math.ceilDiv(mean.length, COLUMNS), block -> {
                int end = Math.min(mean.length, (block + 1) * COLUMNS);
                addRows(part, block * COLUMNS, end, mean);
                widen(part, block * COLUMNS, end, least, most);
            });
        }
        if (!Arrays.stream(mean).allMatch(Double::isFinite)) {
            Values.requireFinite(rows, numerics);
        }
        double[] reach = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            // a mean of equal values is that value, whatever their sum was rounded to
            mean[j] = least[j] == most[j] ? least[j] : mean[j] / rows.rows();
            reach[j] = Math.max(most[j] - mean[j], mean[j] - least[j]);
        }
        return new Centred(
                rows, mean, FloatRange.factor(Arrays.stream(reach).max().orElse(0)), reach);
    }

    private static boolean inPlace(RowSource rows) {
        return rows instanceof MatrixView view && view.columnStep() == 1;
    }

    private MatrixView part(int chunk, float[] array, Numerics numerics) {
        int from = chunk * chunkRows();
        if (rows instanceof MatrixView view && array.length == 0) {
            return view.rows(from, from + chunkRows(chunk));
        }
        shareRows(chunk, numerics, row -> rows.read(from + row, 1, array, row * rows.columns()));
        return MatrixView.of(array, chunkRows(chunk), rows.columns());
    }

    private static void addRows(MatrixView rows, int from, int end, double[] sums) {
        for (int row = 0; row < rows.rows(); row++) {
            int at = rows.first() + row * rows.rowStep();
            for (int j = from; j < end; j++) {
                sums[j] += rows.values()[at + j];
            }
        }
    }

    private static void widen(MatrixView rows, int from, int end, float[] least, float[] most) {
        for (int row = 0; row < rows.rows(); row++) {
            int at = rows.first() + row * rows.rowStep();
            for (int j = from; j < end; j++) {
                least[j] = Math.min(least[j], rows.values()[at + j]);
                most[j] = Math.max(most[j], rows.values()[at + j]);
            }
        }
    }

    private void shareRows(int chunk, Numerics numerics, RowWork work) {
        int count = chunkRows(chunk);
        numerics.share(Math.ceilDiv(count, ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(count, (block + 1) * ROWS); row++) {
                work.run(row);
            }
        });
    }

    private interface RowWork {
        void run(int row);
    }

    int chunkRows() {
        return Math.min(rows.rows(), Math.clamp(VALUES / rows.columns(), LEAST_ROWS, MOST_ROWS));
    }

    int chunks() {
        return Math.ceilDiv(rows.rows(), chunkRows());
    }

    int chunkRows(int chunk) {
        return Math.min(chunkRows(), rows.rows() - chunk * chunkRows());
    }

    /// Writes a chunk of rows, centred and scaled.
    ///
    /// @return `[chunkRows, columns]` over the array
    MatrixView chunk(int chunk, float[] into, Numerics numerics) {
        shareRows(chunk, numerics, row -> read(chunk * chunkRows() + row, into, row * rows.columns()));
        return MatrixView.of(into, chunkRows(chunk), rows.columns());
    }

    /// Writes one row, centred and scaled.
    void read(int row, float[] into, int at) {
        rows.read(row, 1, into, at);
        for (int j = 0; j < mean.length; j++) {
            into[at + j] = (float) (scale * (into[at + j] - mean[j]));
        }
    }

    float[] chunkArray() {
        return new float[Math.addExact(Math.multiplyExact(chunkRows(), rows.columns()), SLACK)];
    }
}
