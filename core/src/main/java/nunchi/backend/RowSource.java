package nunchi.backend;

/// Rows of numbers that are read some at a time, from memory or from elsewhere, so that there may be more of them than
/// memory holds.
public interface RowSource {
    /// How many there are.
    int rows();

    /// Values of each row.
    int columns();

    /// Writes rows one after the other into an array, `[count, columns]`. Several threads may read at once.
    ///
    /// @param first from 0
    /// @param at    where the first of them goes
    void read(int first, int count, float[] into, int at);
}
