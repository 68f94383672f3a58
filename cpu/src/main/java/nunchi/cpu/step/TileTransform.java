package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Lines;
import nunchi.cpu.kernel.Winograd;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.tensor.Shape;

/// Takes rows of square tiles out of images, transforms their columns and then their rows, and writes each point of the
/// result to a place of its own: point p, channel c of tile j to `p·pointStep + j·tileStep + c` from where the row
/// goes. Beyond the border images are 0. One thread's.
///
/// A row of tiles is transformed as a whole, so that columns which two tiles share are transformed once.
final class TileTransform {
    /// Channels at a time: a row of tiles of them stays in the first-level cache from one pass to the next.
    private static final int MOST_CHANNELS = 32;

    private final Passes passes;
    private final Extents extents;
    private final Shape images;
    /// The first column of a row of tiles that is in the image and the first that is no longer; columns before and
    /// behind are 0.
    private final int left;
    private final int right;
    private final Lines lines = new Lines();
    private float[] memory;
    private int copy;
    private int pointStep;
    private int tileStep;
    private int channel;
    private int channels;
    /// The rows at work, from their column `left` on: in the images, or a copy with zeros.
    private float[] source;
    private int first;
    private int rowStep;
    private int columnStep;

    /// A one-dimensional transform.
    interface Line {
        void apply(Lines lines, float[] x, int xo, float[] y, int yo);
    }

    /// @param columns transforms every column of a tile
    /// @param rows    transforms every row of what comes out
    record Passes(Line columns, Line rows) {}

    /// @param tile   values of a tile in both directions
    /// @param down   values of a column after its transform
    /// @param across values of a row after its transform
    /// @param before columns of the first tile before the image; negative where it begins behind the image's first
    /// @param tiles  of a row, [Winograd#TILE] columns apart
    record Extents(int tile, int down, int across, int before, int tiles) {
        /// Columns of a row of tiles.
        int width() {
            return (tiles - 1) * Winograd.TILE + tile;
        }
    }

    TileTransform(Passes passes, Extents extents, Shape images) {
        this.passes = passes;
        this.extents = extents;
        this.images = images;
        this.left = Math.clamp(extents.before(), 0, extents.width());
        this.right = Math.clamp(extents.before() + images.extent(2), left, extents.width());
    }

    /// The floats of workspace that tiles of so many channels take.
    int workspace(int count) {
        return extents.width() * (extents.tile() * Alignment.roundUp(count) + extents.down() * MOST_CHANNELS);
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

    /// @param row of the image that is the tiles' first; may lie outside
    /// @param to  where in the memory point 0 of the first tile goes
    void transform(Buffer buffer, int image, int row, int to) {
        take(buffer, image, row);
        int padded = Alignment.roundUp(channels);
        int middle = copy + extents.width() * extents.tile() * padded;
        for (int c = 0; c < padded; c += MOST_CHANNELS) {
            int n = Math.min(MOST_CHANNELS, padded - c);
            transformColumns(first + c, middle, n);
            transformRows(middle, to + c, n);
        }
    }

    /// `[down, width, n]`
    private void transformColumns(int from, int middle, int n) {
        int width = extents.width();
        for (int i = 0; i < extents.down(); i++) {
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
        lines.count(extents.tiles(), n);
        for (int i = 0; i < extents.down(); i++) {
            passes.rows()
                    .apply(
                            lines,
                            memory,
                            middle + i * extents.width() * n,
                            memory,
                            to + i * extents.across() * pointStep);
        }
    }

    /// Points at the rows as they lie, or where they stick out at a copy.
    private void take(Buffer buffer, int image, int row) {
        int height = images.extent(1);
        int width = images.extent(2) * images.last();
        int begin =
                buffer.offset() + (image * height + row) * width + (left - extents.before()) * images.last() + channel;
        if (row >= 0 && row + extents.tile() <= height) {
            source = buffer.array();
            first = begin;
            rowStep = width;
            columnStep = images.last();
            return;
        }
        source = memory;
        first = copy;
        columnStep = Alignment.roundUp(channels);
        rowStep = (right - left) * columnStep;
        for (int i = 0; i < extents.tile(); i++) {
            int to = copy + i * rowStep;
            if (row + i < 0 || row + i >= height) {
                Arrays.fill(memory, to, to + rowStep, 0f);
            } else {
                copyPixels(buffer.array(), begin + i * width, to, right - left);
            }
        }
    }

    private void copyPixels(float[] values, int from, int to, int pixels) {
        if (columnStep == images.last()) {
            System.arraycopy(values, from, memory, to, pixels * columnStep);
            return;
        }
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(values, from + pixel * images.last(), memory, to + pixel * columnStep, channels);
        }
    }
}
