package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Lines;
import nunchi.cpu.kernel.Winograd;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;

/// Takes rows of square tiles out of images, transforms their columns and then their rows, and writes each point of the
/// result to a place of its own: point p, channel c of tile j to `p·pointStep + j·tileStep + c` from where the row
/// goes. Beyond the border images are 0. One thread's.
///
/// A row of tiles is transformed as a whole, so that columns which two tiles share are transformed once.
final class TileTransform {
    /// Channels at a time: a row of tiles of them stays in the first-level cache from one pass to the next.
    private static final int MOST_CHANNELS = 32;

    private final Passes passes;
    private final Window tiles;
    private final int channelsOfImages;
    /// Columns of a row of tiles.
    private final int width;
    /// The first column of a row of tiles that is in the image and the first that is no longer; columns before and
    /// behind are 0.
    private final int left;
    private final int right;
    private final Lines lines = new Lines();
    private float[] memory = {};
    private int copy;
    private int pointStep;
    private int tileStep;
    private int channel;
    private int channels;
    /// The rows at work, from their column `left` on: in the images, or a copy with zeros.
    private float[] source = {};
    private int first;
    private int rowStep;
    private int columnStep;

    /// A one-dimensional transform.
    interface Line {
        void apply(Lines lines, float[] x, int xo, float[] y, int yo);
    }

    /// @param columns transforms every column of a tile
    /// @param down   values of a column after its transform
    /// @param rows    transforms every row of what comes out
    /// @param across values of a row after its transform
    record Passes(Line columns, int down, Line rows, int across) {}

    /// @param tiles    over the images, one tile to a window
    /// @param channels of the images
    TileTransform(Passes passes, Window tiles, int channels) {
        WindowAxis columns = tiles.columns();
        this.passes = passes;
        this.tiles = tiles;
        this.channelsOfImages = channels;
        this.width = columns.span(columns.output());
        this.left = Math.clamp(columns.before(), 0, width);
        this.right = Math.clamp(columns.before() + columns.input(), left, width);
    }

    private int tile() {
        return tiles.rows().kernel();
    }

    /// The floats of workspace that tiles of so many channels take.
    int workspace(int count) {
        return width * (tile() * Alignment.roundUp(count) + passes.down() * MOST_CHANNELS);
    }

    /// Says which channels are transformed, and from where on the thread's memory may be worked in.
    void begin(int fromChannel, int count, float[] threadMemory, int workspace) {
        channel = fromChannel;
        channels = count;
        memory = threadMemory;
        copy = workspace;
    }

    /// Says how far apart points and tiles go.
    void place(int betweenPoints, int betweenTiles) {
        pointStep = betweenPoints;
        tileStep = betweenTiles;
    }

    /// @param row of tiles of the image
    /// @param to  where in the memory point 0 of the first tile goes
    void transform(Buffer images, int image, int row, int to) {
        take(images, image, tiles.rows().position(row, 0));
        int padded = Alignment.roundUp(channels);
        int middle = copy + width * tile() * padded;
        for (int c = 0; c < padded; c += MOST_CHANNELS) {
            int n = Math.min(MOST_CHANNELS, padded - c);
            transformColumns(first + c, middle, n);
            transformRows(middle, to + c, n);
        }
    }

    /// `[down, width, n]`
    private void transformColumns(int from, int middle, int n) {
        for (int i = 0; i < passes.down(); i++) {
            int row = middle + i * width * n;
            Arrays.fill(memory, row, row + left * n, 0f);
            Arrays.fill(memory, row + right * n, row + width * n, 0f);
        }
        lines.x(rowStep, columnStep);
        lines.y(width * n, n);
        if (columnStep == n) {
            lines.count(1, (right - left) * n);
        } else {
            lines.count(right - left, n);
        }
        passes.columns().apply(lines, source, from, memory, middle + left * n);
    }

    private void transformRows(int middle, int to, int n) {
        lines.x(n, Winograd.TILE * n);
        lines.y(pointStep, tileStep);
        lines.count(tiles.columns().output(), n);
        for (int i = 0; i < passes.down(); i++) {
            passes.rows().apply(lines, memory, middle + i * width * n, memory, to + i * passes.across() * pointStep);
        }
    }

    /// Points at the rows as they lie, or where they stick out at a copy.
    ///
    /// @param row of the image that is the tiles' first; may lie outside
    private void take(Buffer images, int image, int row) {
        int height = tiles.rows().input();
        int rowSize = tiles.columns().input() * channelsOfImages;
        int begin = images.offset()
                + (image * height + row) * rowSize
                + (left - tiles.columns().before()) * channelsOfImages
                + channel;
        if (row >= 0 && row + tile() <= height) {
            source = images.array();
            first = begin;
            rowStep = rowSize;
            columnStep = channelsOfImages;
            return;
        }
        source = memory;
        first = copy;
        columnStep = Alignment.roundUp(channels);
        rowStep = (right - left) * columnStep;
        for (int i = 0; i < tile(); i++) {
            int to = copy + i * rowStep;
            if (tiles.rows().inside(row + i)) {
                copyPixels(images.array(), begin + i * rowSize, to, right - left);
            } else {
                Arrays.fill(memory, to, to + rowStep, 0f);
            }
        }
    }

    private void copyPixels(float[] values, int from, int to, int pixels) {
        if (columnStep == channelsOfImages) {
            System.arraycopy(values, from, memory, to, pixels * columnStep);
            return;
        }
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(values, from + pixel * channelsOfImages, memory, to + pixel * columnStep, channels);
        }
    }
}
