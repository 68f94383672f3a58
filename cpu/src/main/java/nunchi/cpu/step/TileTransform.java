package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Lines;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.tensor.Shape;

/// Takes square tiles out of images, transforms their columns and then their rows, and writes each point of the result to a place of its own:
/// point p, channel c of a tile to `p·pointStep + c` from where the tile goes. Beyond the border images are 0. One thread's.
final class TileTransform {
    /// Channels at a time: a tile of them stays in the first-level cache from one pass to the next.
    private static final int MOST_CHANNELS = 32;

    private final Passes passes;
    private final int extent;
    private final Extents extents;
    private final Shape images;
    private final Lines lines = new Lines();
    private float[] memory;
    private int copy;
    private int pointStep;
    private int channel;
    private int channels;
    /// The tile at work: in the images, or a copy with zeros.
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
    record Extents(int tile, int down, int across) {}

    TileTransform(Passes passes, Extents extents, Shape images) {
        this.passes = passes;
        this.extent = extents.tile();
        this.extents = extents;
        this.images = images;
    }

    /// The floats of workspace that tiles of so many channels take.
    int workspace(int count) {
        return extent * extent * Alignment.roundUp(count) + extents.down() * extent * MOST_CHANNELS;
    }

    /// Says which channels are transformed, from where on the thread's memory may be worked in, and how far apart points go.
    void begin(int fromChannel, int count, float[] threadMemory, int workspace, int step) {
        channel = fromChannel;
        channels = count;
        memory = threadMemory;
        copy = workspace;
        pointStep = step;
    }

    /// @param row of the image that is the tile's first; may lie outside, as may column
    /// @param to  where in the memory point 0 of the tile goes
    void transform(Buffer buffer, int image, int row, int column, int to) {
        place(buffer, image, row, column);
        int padded = Alignment.roundUp(channels);
        int middle = copy + extent * extent * padded;
        for (int c = 0; c < padded; c += MOST_CHANNELS) {
            int n = Math.min(MOST_CHANNELS, padded - c);
            lines.x(rowStep, columnStep);
            lines.y(extent * n, n);
            lines.count(extent, n);
            passes.columns().apply(lines, source, first + c, memory, middle);
            lines.x(n, extent * n);
            lines.y(pointStep, extents.across() * pointStep);
            lines.count(extents.down(), n);
            passes.rows().apply(lines, memory, middle, memory, to + c);
        }
    }

    /// Points at the tile as it lies, or where it sticks out at a copy.
    private void place(Buffer buffer, int image, int row, int column) {
        int height = images.extent(1);
        int width = images.extent(2);
        int begin = buffer.offset() + ((image * height + row) * width + column) * images.last() + channel;
        if (row >= 0 && row + extent <= height && column >= 0 && column + extent <= width) {
            source = buffer.array();
            first = begin;
            rowStep = width * images.last();
            columnStep = images.last();
            return;
        }
        source = memory;
        first = copy;
        columnStep = Alignment.roundUp(channels);
        rowStep = extent * columnStep;
        int left = Math.max(0, -column);
        int right = Math.max(left, Math.min(extent, width - column));
        for (int i = 0; i < extent; i++) {
            int to = copy + i * rowStep;
            if (row + i < 0 || row + i >= height) {
                Arrays.fill(memory, to, to + rowStep, 0f);
                continue;
            }
            Arrays.fill(memory, to, to + left * columnStep, 0f);
            Arrays.fill(memory, to + right * columnStep, to + rowStep, 0f);
            copyPixels(buffer.array(), begin + (i * width + left) * images.last(), to + left * columnStep, right - left);
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
