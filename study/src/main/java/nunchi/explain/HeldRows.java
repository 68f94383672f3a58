package nunchi.explain;

import java.util.Comparator;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;

/// Rows of which the nearest to a single other one are found again and again. They are read once each time, which takes
/// less time than [Numerics#nearest], whose products are made for many rows at once.
///
/// @param values `[rows, width]`, one row after the other from the first value on
record HeldRows(MatrixView values) {
    /// Rows of a piece of work.
    private static final int CHUNK = 256;

    /// Of equally distant rows the earlier one comes first.
    ///
    /// @param row `[width]`
    Neighbours nearest(float[] row, int count, Numerics numerics) {
        double[] squares = new double[values.rows()];
        numerics.share(Math.ceilDiv(squares.length, CHUNK), chunk -> {
            for (int i = chunk * CHUNK; i < Math.min(squares.length, (chunk + 1) * CHUNK); i++) {
                squares[i] = square(row, values.values(), i * row.length);
            }
        });
        int[] nearest = IntStream.range(0, squares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> squares[i]))
                .limit(count)
                .mapToInt(i -> i)
                .toArray();
        float[] found = new float[nearest.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = (float) squares[nearest[i]];
        }
        return new Neighbours(nearest.length, nearest, found);
    }

    /// The squared distance, in four chains of sums, which a processor adds at the same time.
    private static double square(float[] row, float[] rows, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int whole = row.length - row.length % 4;
        for (int i = 0; i < whole; i += 4) {
            float first = row[i] - rows[from + i];
            float second = row[i + 1] - rows[from + i + 1];
            float third = row[i + 2] - rows[from + i + 2];
            float fourth = row[i + 3] - rows[from + i + 3];
            a += first * first;
            b += second * second;
            c += third * third;
            d += fourth * fourth;
        }
        for (int i = whole; i < row.length; i++) {
            float rest = row[i] - rows[from + i];
            a += rest * rest;
        }
        return (double) a + b + c + d;
    }
}
