package nunchi.embed;

import java.util.concurrent.atomic.AtomicInteger;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.InvalidRequestException;

/// What is asked of the values of rows.
final class Values {
    private static final int ROWS = 256;

    private Values() {}

    /// @throws InvalidRequestException naming the first value that is not finite
    static void requireFinite(MatrixView rows, Numerics numerics) {
        AtomicInteger first = new AtomicInteger(Integer.MAX_VALUE);
        numerics.share(Math.ceilDiv(rows.rows(), ROWS), block -> {
            for (int row = block * ROWS; row < Math.min(rows.rows(), (block + 1) * ROWS); row++) {
                if (!finite(rows, row)) {
                    int bad = row;
                    first.accumulateAndGet(bad, Math::min);
                }
            }
        });
        if (first.get() < Integer.MAX_VALUE) {
            throw complaint(rows, first.get());
        }
    }

    private static boolean finite(MatrixView rows, int row) {
        int from = rows.first() + row * rows.rowStep();
        float sum = 0;
        for (int j = 0; j < rows.columns(); j++) {
            sum += rows.values()[from + j] * 0;
        }
        return sum == 0;
    }

    private static InvalidRequestException complaint(MatrixView rows, int row) {
        int column = 0;
        while (Float.isFinite(rows.get(row, column))) {
            column++;
        }
        return new InvalidRequestException("row %d, column %d is %s; all values must be finite numbers: leave such rows out, or put a number in their place"
                .formatted(row, column, rows.get(row, column)));
    }
}
