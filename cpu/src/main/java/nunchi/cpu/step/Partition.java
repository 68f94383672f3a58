package nunchi.cpu.step;

import nunchi.cpu.kernel.Tiles;

/// How a matrix product is cut into tasks: chunks of rows by blocks of columns. It changes speed alone: every value of the
/// result is one chain over the depth wherever it is computed.
///
/// @param rowChunk    rows of a task
/// @param columnBlock columns of a task, a multiple of the widest tile unless all columns are one block
/// @param packed      whether the right matrix is copied, panel by panel, into runs that lie one after the other
record Partition(int rowChunk, int columnBlock, boolean packed) {
    /// Values of a task's result: they stay in the second-level cache for what follows.
    private static final int MOST_VALUES = 49_152;
    private static final int ROW_UNIT = 12;
    private static final int LEAST_PACKED_ROWS = 48;
    private static final int WIDEST_BLOCK = 512;
    private static final int TASKS_PER_THREAD = 4;
    private static final long SMALL = 100_000;
    /// Rows this many floats apart fall into the same sets of the first-level cache.
    private static final int CACHE_WAY = 512;

    static Partition of(Extents extents, Matrix right, Tiles tiles, int threads) {
        int panel = tiles.widest() * tiles.lanes();
        boolean conflicts = right.rowStep() % CACHE_WAY == 0 && extents.rows() > 2 * ROW_UNIT;
        boolean packed = right.columnStep() != 1 || conflicts;
        int block = Math.min(roundUp(extents.columns(), panel), WIDEST_BLOCK);
        int chunk = Math.min(roundUp(extents.rows(), ROW_UNIT), Math.max(ROW_UNIT, MOST_VALUES / block / ROW_UNIT * ROW_UNIT));
        Partition partition = new Partition(chunk, block, packed);
        while (extents.operations() > SMALL && partition.tasks(extents) < TASKS_PER_THREAD * threads && threads > 1) {
            Partition finer = partition.split(panel);
            if (finer.equals(partition)) {
                break;
            }
            partition = finer;
        }
        return partition;
    }

    private Partition split(int panel) {
        int leastRows = packed ? LEAST_PACKED_ROWS : 2 * ROW_UNIT;
        if (rowChunk > leastRows) {
            return new Partition(roundUp((rowChunk + 1) / 2, ROW_UNIT), columnBlock, packed);
        }
        return columnBlock > panel ? new Partition(rowChunk, roundUp(columnBlock / 2, panel), packed) : this;
    }

    int tasks(Extents extents) {
        return rowChunks(extents) * columnBlocks(extents);
    }

    int rowChunks(Extents extents) {
        return (extents.rows() + rowChunk - 1) / rowChunk;
    }

    int columnBlocks(Extents extents) {
        return (extents.columns() + columnBlock - 1) / columnBlock;
    }

    static int roundUp(int value, int unit) {
        return (value + unit - 1) / unit * unit;
    }

    /// The extents of a product: `[rows, depth] · [depth, columns]`.
    record Extents(int rows, int columns, int depth) {
        long operations() {
            return 2L * rows * columns * depth;
        }
    }

    /// Rows and columns of a product: what one task computes.
    record Region(int row, int rowEnd, int column, int columnEnd) {
        Region turned() {
            return new Region(column, columnEnd, row, rowEnd);
        }
    }
}
