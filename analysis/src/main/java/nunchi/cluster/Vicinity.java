package nunchi.cluster;

/// Rows within a distance of each other.
sealed interface Vicinity permits Blocks, Grid {

    /// Which rows have enough rows near them.
    boolean[] cores();

    /// Of each core, a core that stands for all it is connected with; of other rows, anything.
    int[] connect(boolean[] cores);

    /// Gives each row that is no core the least label of the cores near it, where there are any.
    void join(boolean[] cores, int[] labels);
}
