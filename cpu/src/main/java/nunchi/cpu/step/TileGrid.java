package nunchi.cpu.step;

import nunchi.cpu.kernel.Winograd;
import nunchi.graph.op.Window;

/// The outputs of a convolution cut into tiles of 4 by 4 for [Winograd]'s transforms, row by row of tiles over the
/// whole batch; tiles at the border stick out.
///
/// @param tiles the window whose outputs are the tiles, and which reads all that a tile does
public record TileGrid(ConvolutionShape shape, Window tiles) {
    private static final int LEAST_CHANNELS = 16;
    /// Fewer do not make up for transforming the weight and reading it with all its points.
    private static final int LEAST_TILES = 12;
    /// How many times fewer multiplications make up for the transforms.
    private static final double LEAST_GAIN = 1.5;

    /// Whether Winograd's transforms take the convolution and save enough; decided by the shape alone, so that every
    /// machine gives the same bits.
    public static boolean pays(ConvolutionShape shape) {
        boolean square = shape.rows().kernel() == shape.columns().kernel()
                && (shape.rows().kernel() == 3 || shape.rows().kernel() == 5);
        boolean dense = shape.rows().dense() && shape.columns().dense();
        if (!square || !dense || shape.groups() > 1 || Math.min(shape.channels(), shape.units()) < LEAST_CHANNELS) {
            return false;
        }
        TileGrid grid = of(shape);
        double products = (double) shape.batch()
                * shape.outputsPerImage()
                * shape.window().taps();
        return grid.count() >= LEAST_TILES && LEAST_GAIN * grid.count() * grid.products() <= products;
    }

    static TileGrid of(ConvolutionShape shape) {
        return new TileGrid(shape, shape.window().grouped(Winograd.TILE, Winograd.TILE));
    }

    /// The window over the outputs that reads the tiles themselves.
    Window ofOutputs() {
        return Window.of(1, 1, shape.outputs()).grouped(Winograd.TILE, Winograd.TILE);
    }

    /// The points of a transform, as many as a tile reads values along an axis.
    int points() {
        return tiles.rows().kernel();
    }

    /// Rows of tiles of one image.
    int down() {
        return tiles.rows().output();
    }

    int across() {
        return tiles.columns().output();
    }

    /// Rows of tiles of the batch.
    int rows() {
        return shape.batch() * down();
    }

    /// The tiles of the batch.
    int count() {
        return rows() * across();
    }

    /// Products per tile, channel and unit.
    int products() {
        return points() * points();
    }

    int image(int row) {
        return row / down();
    }

    /// The number of a row of tiles in its image.
    int row(int row) {
        return row % down();
    }

    /// The first row of outputs of a row of tiles.
    int firstOutput(int row) {
        return row(row) * Winograd.TILE;
    }

    /// The rows of outputs that a row of tiles really has.
    int height(int row) {
        return Math.min(Winograd.TILE, shape.rows().output() - firstOutput(row));
    }
}
