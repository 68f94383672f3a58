package nunchi.cpu.step;

/// Rows of values cut into tasks by size.
///
/// @param rows  in all
/// @param size  values of a row
/// @param chunk rows of a task
record RowTasks(int rows, int size, int chunk) {
    /// Values of a task: enough to outweigh handing it over, few enough to stay in the first-level cache.
    private static final int TASK = 8192;

    static RowTasks of(int rows, int size) {
        return new RowTasks(rows, size, Math.clamp(TASK / size, 1, rows));
    }

    int tasks() {
        return (rows + chunk - 1) / chunk;
    }

    int first(int task) {
        return task * chunk;
    }

    int end(int task) {
        return Math.min(rows, (task + 1) * chunk);
    }

    /// The most values of a task.
    int most() {
        return chunk * size;
    }
}
