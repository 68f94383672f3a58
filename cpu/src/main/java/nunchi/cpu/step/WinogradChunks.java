package nunchi.cpu.step;

import nunchi.cpu.memory.Alignment;

/// How the gradient of a weight by Winograd's transforms is cut. The sum over tiles is cut into chunks by size alone,
/// since each chunk is a chain of its own; channels, units and rows of tiles are cut for the caches and the threads,
/// which changes no bit.
///
/// @param chunkRows    rows of tiles of a chunk
/// @param channelBlock channels of a task
/// @param unitBlock    units of a task, a multiple of 16
/// @param rowsAtOnce   rows of tiles that a task transforms before it multiplies them
record WinogradChunks(TileGrid grid, int chunkRows, int channelBlock, int unitBlock, int rowsAtOnce) {
    private static final int MOST_CHUNKS = 16;
    private static final int TILES_PER_CHUNK = 256;
    private static final long MOST_PARTIAL_VALUES = 4L * 1024 * 1024;
    /// Floats of a task's transformed tiles of a pair, and of the pair's sums.
    private static final int MOST_VALUES = 96 * 1024;
    private static final int MOST_SUMS = 100 * 1024;
    private static final int LEAST_TILES = 24;
    private static final int MOST_TILES = 64;
    private static final int LEAST_CHANNELS = 48;
    private static final int LEAST_UNITS = 64;
    private static final int TASKS_PER_THREAD = 4;

    static WinogradChunks of(ConvolutionShape shape, int threads) {
        TileGrid grid = TileGrid.of(shape);
        int channels = shape.channels();
        int units = Alignment.roundUp(shape.units());
        int chunkRows = chunkRows(grid);
        int tasks = threads == 1 ? 1 : Math.ceilDiv(TASKS_PER_THREAD * threads, Math.ceilDiv(grid.rows(), chunkRows));
        int blocks = Math.max(
                Math.ceilDiv(2 * grid.points() * channels * Math.min(units, 2 * LEAST_UNITS), MOST_SUMS), tasks);
        int channelBlock = Math.min(
                Alignment.roundUp(channels),
                Math.max(LEAST_CHANNELS, Alignment.roundUp(Math.ceilDiv(channels, blocks))));
        int unitBlocks = Math.ceilDiv(tasks, Math.ceilDiv(channels, channelBlock));
        int unitBlock = Math.min(
                units, Math.clamp(Alignment.roundUp(Math.ceilDiv(units, unitBlocks)), LEAST_UNITS, 2 * LEAST_UNITS));
        int room = MOST_VALUES / (2 * grid.points() * (channelBlock + unitBlock));
        int rows = Math.max(1, Math.clamp(room, LEAST_TILES, MOST_TILES) / grid.across());
        return new WinogradChunks(grid, chunkRows, channelBlock, unitBlock, Math.min(chunkRows, rows));
    }

    private static int chunkRows(TileGrid grid) {
        int weight = grid.shape().window().taps()
                * grid.shape().channels()
                * grid.shape().units();
        long most = Math.clamp(MOST_PARTIAL_VALUES / weight, 1, MOST_CHUNKS);
        return Math.ceilDiv(grid.rows(), (int) Math.min(most, Math.ceilDiv(grid.count(), TILES_PER_CHUNK)));
    }

    int chunks() {
        return Math.ceilDiv(grid.rows(), chunkRows);
    }

    int channelBlocks() {
        return Math.ceilDiv(grid.shape().channels(), channelBlock);
    }

    int unitBlocks() {
        return Math.ceilDiv(Alignment.roundUp(grid.shape().units()), unitBlock);
    }

    int tasks() {
        return chunks() * channelBlocks() * unitBlocks();
    }

    int tilesAtOnce() {
        return rowsAtOnce * grid.across();
    }
}
