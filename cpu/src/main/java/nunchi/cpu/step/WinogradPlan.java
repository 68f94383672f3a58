package nunchi.cpu.step;

import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;

/// How a convolution by Winograd's transforms is cut into tasks, some rows of tiles by a block of units each; it
/// changes speed alone.
///
/// @param layout      of the transformed weight
/// @param rowsPerTask rows of tiles
public record WinogradPlan(TileGrid grid, Panels layout, int rowsPerTask) {
    /// Floats of a task's transformed tiles: they stay in the second-level cache.
    private static final int MOST_VALUES = 128 * 1024;
    /// Fewer tiles would read the weight too often.
    private static final int LEAST_TILES = 24;
    private static final int MOST_TILES = 40;
    private static final int LEAST_UNITS = 64;
    private static final int TASKS_PER_THREAD = 2;

    public static WinogradPlan of(ConvolutionShape shape, Kernels kernels, int threads) {
        TileGrid grid = TileGrid.of(shape);
        int units = Alignment.roundUp(shape.units());
        int wanted = threads == 1 ? 1 : TASKS_PER_THREAD * threads;
        int rows = fair(grid, rows(grid, room(shape, grid), tileRows(units, kernels.tiles())), wanted);
        int tasks = Math.ceilDiv(grid.rows(), rows);
        int block = Math.max(Math.min(units, LEAST_UNITS), Alignment.roundUp(units * tasks / wanted));
        return new WinogradPlan(
                grid,
                new Panels(grid.products(), shape.channels(), shape.units(), Math.min(block, units), kernels.tiles()),
                rows);
    }

    private static int tileRows(int units, Tiles tiles) {
        return tiles.rows(tiles.width(units / tiles.lanes()));
    }

    /// The tiles that there is room for.
    private static int room(ConvolutionShape shape, TileGrid grid) {
        int widest = Alignment.roundUp(Math.max(shape.channels(), shape.units()));
        return Math.clamp(MOST_VALUES / (grid.products() * widest), LEAST_TILES, MOST_TILES);
    }

    /// As many rows of tiles as there is room for, and such a number that the register tiles' last rows are seldom
    /// idle.
    private static int rows(TileGrid grid, int room, int tileRows) {
        int most = Math.max(1, room / grid.across());
        int best = most;
        for (int rows = most; rows * grid.across() >= LEAST_TILES; rows--) {
            boolean fuller = idle(rows * grid.across(), tileRows) * best < idle(best * grid.across(), tileRows) * rows;
            best = fuller ? rows : best;
        }
        return best;
    }

    private static int idle(int tiles, int tileRows) {
        return (tileRows - tiles % tileRows) % tileRows;
    }

    /// Fewer rows, where there would be too few tasks for all threads; but not too few to be worth reading the weight
    /// for.
    private static int fair(TileGrid grid, int rows, int wanted) {
        int share = Math.min(rows, Math.ceilDiv(grid.rows(), wanted));
        int least = Math.ceilDiv(LEAST_TILES / 2, grid.across());
        return Math.min(Math.max(share, Math.min(rows, least)), grid.rows());
    }

    /// A little more than the values of a point, so that points do not fall into the same sets of the caches.
    int pointStep() {
        int widest = Math.max(Alignment.roundUp(layout.depth()), layout.block());
        return rowsPerTask * grid.across() * widest + Alignment.LINE;
    }
}
