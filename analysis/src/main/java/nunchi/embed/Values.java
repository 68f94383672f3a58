package nunchi.embed;

import java.util.concurrent.atomic.AtomicInteger;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;
import nunchi.check.InvalidRequestException;

/// What is asked of the values of rows.
final class Values {
    private static final int ROWS = 256;

    private Values() {}

    /// @throws InvalidRequestException naming the first value that is not finite
    static void requireFinite(RowSource rows, Numerics numerics) {
        AtomicInteger first = new AtomicInteger(Integer.MAX_VALUE);
        numerics.share(Math.ceilDiv(rows.rows(), ROWS), block -> {
            float[] values = new float[rows.columns()];
            for (int row = block * ROWS; row < Math.min(rows.rows(), (block + 1) * ROWS); row++) {
                rows.read(row, 1, values, 0);
                if (!finite(values)) {
                    first.accumulateAndGet(row, Math::min);
                }
            }
        });
        if (first.get() < Integer.MAX_VALUE) {
            throw complaint(rows, first.get());
        }
    }

    private static boolean finite(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value * 0;
        }
        return sum == 0;
    }

    private static InvalidRequestException complaint(RowSource rows, int row) {
        float[] values = new float[rows.columns()];
        rows.read(row, 1, values, 0);
        int column = 0;
        while (Float.isFinite(values[column])) {
            column++;
        }
        return new InvalidRequestException(
                "row %d, column %d is %s; all values must be finite numbers: leave such rows out, or put a number in their place"
                        .formatted(row, column, values[column]));
    }
}
