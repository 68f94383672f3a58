package nunchi.layer;

import nunchi.check.Check;
import nunchi.tensor.Shape;

/// A number of rows and a number of columns: of a window, of its stride, of the distance between its points. In an
/// experiment file one number for both, or `[rows, columns]`.
///
/// @param rows    height
/// @param columns width
public record Size(int rows, int columns) {
    public Size {
        Check.require(
                rows > 0 && columns > 0,
                "rows and columns are %d and %d; both must be at least 1".formatted(rows, columns));
    }

    public Size(int both) {
        this(both, both);
    }

    /// `rows · columns`.
    public int places() {
        return Shape.extent("places", (long) rows * columns);
    }

    /// `3`, or `3 x 5`.
    @Override
    public String toString() {
        return rows == columns ? Integer.toString(rows) : rows + " x " + columns;
    }
}
