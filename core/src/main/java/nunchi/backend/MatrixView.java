package nunchi.backend;

import nunchi.check.Check;

/// A matrix `[rows, columns]` in an array of the host: element (i, j) lies at `first + i · rowStep + j · columnStep`.
/// The array is not copied.
///
/// @param rows    at least 1
/// @param columns at least 1
public record MatrixView(float[] values, int first, int rows, int columns, int rowStep, int columnStep)
        implements RowSource {
    public MatrixView {
        Check.positive("rows of a matrix", rows);
        Check.positive("columns of a matrix", columns);
        long last = first + (rows - 1L) * rowStep + (columns - 1L) * columnStep;
        Check.require(
                first >= 0 && last < values.length,
                "a matrix [%d, %d] from %d on does not fit into an array of %d values"
                        .formatted(rows, columns, first, values.length));
    }

    /// `[rows, columns]`, rows one after the other, from the array's first element on.
    ///
    /// @throws nunchi.check.InvalidRequestException where the array is too short
    public static MatrixView of(float[] values, int rows, int columns) {
        return new MatrixView(values, 0, rows, columns, columns, 1);
    }

    /// `[columns, rows]` over the same array; nothing is copied.
    public MatrixView transposed() {
        return new MatrixView(values, first, columns, rows, columnStep, rowStep);
    }

    /// Some of the rows, `[end - from, columns]` over the same array.
    ///
    /// @param from the first, counted from 0
    /// @param end  exclusive
    public MatrixView rows(int from, int end) {
        return new MatrixView(values, first + from * rowStep, end - from, columns, rowStep, columnStep);
    }

    @Override
    public void read(int from, int count, float[] into, int at) {
        for (int row = 0; row < count; row++) {
            int begin = first + (from + row) * rowStep;
            if (columnStep == 1) {
                System.arraycopy(values, begin, into, at + row * columns, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    into[at + row * columns + j] = values[begin + j * columnStep];
                }
            }
        }
    }

    /// @param row    from 0
    /// @param column from 0
    public float get(int row, int column) {
        return values[first + row * rowStep + column * columnStep];
    }
}
