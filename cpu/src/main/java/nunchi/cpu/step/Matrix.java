package nunchi.cpu.step;

import nunchi.cpu.memory.Buffer;

/// A matrix in a buffer: element (i, j) lies at `i · rowStep + j · columnStep`.
public record Matrix(Buffer buffer, int rowStep, int columnStep) {

    /// Rows one after the other, of `columns` values each.
    public static Matrix of(Buffer buffer, int columns) {
        return new Matrix(buffer, columns, 1);
    }

    public Matrix transposed() {
        return new Matrix(buffer, columnStep, rowStep);
    }
}
