package nunchi.data;

/// Rows of numbers with the digits of float64. Several threads may read at once.
public interface WideRows {
    /// How many there are.
    int rows();

    /// Values of each row.
    int columns();

    /// @param row    from 0
    /// @param column from 0
    double at(int row, int column);
}
