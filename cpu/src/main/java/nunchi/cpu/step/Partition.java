package nunchi.cpu.step;

import java.util.stream.IntStream;
import nunchi.cpu.kernel.Tiles;

/// How a matrix product is cut into tasks: chunks of rows by blocks of columns. It changes speed alone: every value of
/// the result is one chain over the depth wherever it is computed.
///
/// @param rowChunk    rows of a task
/// @param columnBlock columns of a task
/// @param packed      whether the right matrix is copied, panel by panel, into runs that lie one after the other
/// @param bothPacked  whether the left matrix is, too, by the rows of a tile
record Partition(int rowChunk, int columnBlock, boolean packed, boolean bothPacked) {
    private static final int DEPTH = 512;
    /// A strip that two vectors are wide stays in the first-level cache, the whole block in the second.
    private static final int PACKED_DEPTH = 256;
    /// Values of a task's result: they stay in the second-level cache for what follows.
    private static final int MOST_VALUES = 65_536;
    /// What follows goes along rows, and short stretches of them cost it dearly.
    private static final int WIDEST_BLOCK = 512;
    private static final int NARROWEST_BLOCK = 128;
    private static final int LEAST_ROWS = 20;
    /// Packing must be outweighed by the rows it serves.
    private static final int LEAST_PACKED_ROWS = 96;
    private static final int TASKS_PER_THREAD = 4;
    private static final int PACKED_TASKS_PER_THREAD = 2;
    private static final long SMALL = 100_000;
    /// Rows this many floats apart fall into the same sets of the caches; up to this many of them are read in place all
    /// the same.
    private static final int CACHE_WAY = 512;
    private static final int SHALLOW = 256;
    /// What a product must have at least so that copying both matrices pays: with 128 rows the copy costs more than it
    /// saves.
    private static final int BOTH_ROWS = 256;
    private static final int BOTH_COLUMNS = 192;
    private static final int BOTH_DEPTH = 256;
    /// The most values of a left matrix that is worth a copy in memory.
    private static final long BOTH_MOST = 4L * 1024 * 1024;
    /// A task's part of each matrix then takes a quarter of a second-level cache of 1 MB.
    private static final int BOTH_BLOCK = 256;
    /// Columns of a tile that reads packed rows, in vectors.
    private static final int BOTH_VECTORS = 2;

    /// Of a matrix that is not copied.
    static Partition inPlace(int rowChunk, int columnBlock) {
        return new Partition(rowChunk, columnBlock, false, false);
    }

    /// The products of one stretch of the chains, after which those of the next go on.
    int depth() {
        return packed ? PACKED_DEPTH : DEPTH;
    }

    /// The most vectors that a tile is wide.
    int mostVectors() {
        return bothPacked ? BOTH_VECTORS : Integer.MAX_VALUE;
    }

    /// Of a right matrix that is copied.
    static Partition rightPacked(int rowChunk, int columnBlock) {
        return new Partition(rowChunk, columnBlock, true, false);
    }

    static Partition of(Extents extents, Matrix right, Tiles tiles, int threads) {
        return packsBoth(extents)
                ? ofBothPacked(extents, tiles, threads)
                : ofLeftInPlace(extents, right, tiles, threads);
    }

    /// Of a left matrix that is read as it lies.
    static Partition ofLeftInPlace(Extents extents, Matrix right, Tiles tiles, int threads) {
        boolean conflicts =
                right.rowStep() % CACHE_WAY == 0 && extents.depth() > SHALLOW && extents.rows() > LEAST_ROWS;
        boolean packed = right.columnStep() != 1 || conflicts;
        int perThread = packed ? PACKED_TASKS_PER_THREAD : TASKS_PER_THREAD;
        int wanted = threads > 1 && extents.operations() > SMALL ? perThread * threads : 1;
        int mostChunks = Math.max(1, extents.rows() / (packed ? LEAST_PACKED_ROWS : LEAST_ROWS));
        int block = Math.min(extents.columns(), WIDEST_BLOCK);
        while (block > NARROWEST_BLOCK && Math.ceilDiv(extents.columns(), block) * mostChunks < wanted) {
            block = roundUp(block / 2, NARROWEST_BLOCK);
        }
        int chunks = Math.max(
                Math.ceilDiv(extents.rows() * block, MOST_VALUES),
                Math.min(mostChunks, Math.ceilDiv(wanted, Math.ceilDiv(extents.columns(), block))));
        chunks -= chunks > threads ? chunks % threads : 0;
        int tileRows = tiles.rows(tiles.width(Math.ceilDiv(block, tiles.lanes())));
        return new Partition(roundUp(Math.ceilDiv(extents.rows(), chunks), tileRows), block, packed, false);
    }

    private static boolean packsBoth(Extents extents) {
        return extents.rows() >= BOTH_ROWS
                && extents.columns() >= BOTH_COLUMNS
                && extents.depth() >= BOTH_DEPTH
                && (long) extents.rows() * extents.depth() <= BOTH_MOST;
    }

    private static Partition ofBothPacked(Extents extents, Tiles tiles, int threads) {
        int width = BOTH_VECTORS * tiles.lanes();
        int chunks = Math.ceilDiv(extents.rows(), BOTH_BLOCK + BOTH_BLOCK / 8);
        int wanted = threads > 1 ? PACKED_TASKS_PER_THREAD * threads : 1;
        int blocks = Math.max(Math.ceilDiv(extents.columns(), BOTH_BLOCK), Math.ceilDiv(wanted, chunks));
        return new Partition(
                roundUp(Math.ceilDiv(extents.rows(), chunks), tiles.rows(BOTH_VECTORS)),
                roundUp(Math.ceilDiv(extents.columns(), blocks), width),
                true,
                true);
    }

    /// What each task computes.
    Region[] parts(Extents extents) {
        int blocks = Math.ceilDiv(extents.columns(), columnBlock);
        return IntStream.range(0, Math.ceilDiv(extents.rows(), rowChunk) * blocks)
                .mapToObj(task -> part(extents, task / blocks * rowChunk, task % blocks * columnBlock))
                .toArray(Region[]::new);
    }

    private Region part(Extents extents, int row, int column) {
        return new Region(
                row,
                Math.min(row + rowChunk, extents.rows()),
                column,
                Math.min(column + columnBlock, extents.columns()));
    }

    private static int roundUp(int value, int unit) {
        return Math.ceilDiv(value, unit) * unit;
    }

    /// The extents of a product: `[rows, depth] · [depth, columns]`.
    record Extents(int rows, int columns, int depth) {
        /// Those of the transposed product, where it is wanted.
        Extents turned(boolean transposed) {
            return transposed ? new Extents(columns, rows, depth) : this;
        }

        long operations() {
            return 2L * rows * columns * depth;
        }
    }

    /// Rows and columns of a product: what one task computes.
    record Region(int row, int rowEnd, int column, int columnEnd) {
        /// The same some rows further on.
        Region down(int rows) {
            return new Region(row + rows, rowEnd + rows, column, columnEnd);
        }

        Region turned() {
            return new Region(column, columnEnd, row, rowEnd);
        }
    }
}
