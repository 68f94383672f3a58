package nunchi.data;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Numbers in float32 beside what that rounds away.
///
/// @param values `[rows, columns]`, perhaps with room for more rows
/// @param rests  of the same size; null while all are 0
record WideTable(float[] values, float @Nullable [] rests, int rows, int columns) implements WideRows {
    @Override
    public double at(int row, int column) {
        int place = row * columns + column;
        return values[place] + (rests == null ? 0.0 : rests[place]);
    }

    /// Whether two rows or more have the same value all.
    boolean isConstant(int column) {
        return rows > 1 && IntStream.range(1, rows).allMatch(row -> at(row, column) == at(0, column));
    }

    double[] column(int column) {
        return IntStream.range(0, rows).mapToDouble(row -> at(row, column)).toArray();
    }
}
