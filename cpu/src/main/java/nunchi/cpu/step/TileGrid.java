package nunchi.cpu.step;

import nunchi.cpu.kernel.Winograd;

/// The results of a convolution cut into tiles of 4 by 4 for [Winograd]'s transforms, row by row of tiles over the
/// whole batch; tiles at the border stick out.
public record TileGrid(Walk walk, int points) {
    private static final int LEAST_CHANNELS = 16;
    /// Fewer do not make up for transforming the weight and reading it with all its points.
    private static final int LEAST_TILES = 12;
    /// How many times fewer multiplications make up for the transforms.
    private static final double LEAST_GAIN = 1.5;

    /// Whether Winograd's transforms take the walk and save enough; decided by the shape alone, so that every machine
    /// gives the same bits.
    public static boolean pays(Walk walk) {
        boolean square = walk.rows().kernel() == walk.columns().kernel()
                && (walk.rows().kernel() == 3 || walk.rows().kernel() == 5);
        if (!square
                || !dense(walk.rows())
                || !dense(walk.columns())
                || walk.groups() > 1
                || Math.min(walk.images().last(), walk.units()) < LEAST_CHANNELS) {
            return false;
        }
        TileGrid grid = of(walk);
        return grid.tiles() >= LEAST_TILES
                && LEAST_GAIN * grid.tiles() * grid.products() <= (double) walk.batch() * walk.steps() * walk.points();
    }

    private static boolean dense(Walk.Axis axis) {
        return axis.stride() == 1 && axis.dilation() == 1;
    }

    static TileGrid of(Walk walk) {
        return new TileGrid(walk, walk.rows().kernel() + Winograd.TILE - 1);
    }

    /// Rows of tiles of one image.
    int down() {
        return parts(walk.rows().steps());
    }

    int across() {
        return parts(walk.columns().steps());
    }

    /// Rows of tiles of the batch.
    int rows() {
        return walk.batch() * down();
    }

    int tiles() {
        return rows() * across();
    }

    /// Products per tile, channel and unit.
    int products() {
        return points * points;
    }

    private static int parts(int steps) {
        return Math.ceilDiv(steps, Winograd.TILE);
    }

    int image(int row) {
        return row / down();
    }

    /// The first row of steps of a row of tiles.
    int firstStep(int row) {
        return row % down() * Winograd.TILE;
    }

    /// The rows of steps that a row of tiles really has.
    int height(int row) {
        return Math.min(Winograd.TILE, walk.rows().steps() - firstStep(row));
    }
}
