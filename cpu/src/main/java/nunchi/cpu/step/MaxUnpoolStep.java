package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.WindowFunctions;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// [MaxUnpool] in one pass over ranking and result: the places that win are found again instead of having been stored.
///
/// Where windows do not overlap, every value of the result is written once, and a task is some rows of outputs. Else
/// pixels are cleared before the first window reaches them, and a task is an image, so that the values that meet at a
/// pixel are added in the order of their windows.
public final class MaxUnpoolStep implements Step {
    private static final int TASK = 8192;
    private static final float NO_POINT = -1;

    private final Operands operands;
    private final WindowAxis rows;
    private final int batch;
    /// Rows of outputs of an image, and outputs of a row.
    private final int down;
    private final int across;
    private final int height;
    private final int rowSize;
    private final int channels;
    private final int chunk;
    private final int chunks;
    private final TapTable taps;
    private final WindowFunctions functions;
    private final ThreadPool team;
    private final ThreadPool.Work work;

    /// @param values          `[batch, output height, output width, channels]`
    /// @param ranking, result `[batch, height, width, channels]`
    public record Operands(Buffer values, Buffer ranking, Buffer result) {}

    /// @param images `[batch, height, width, channels]`
    public MaxUnpoolStep(Operands operands, Window window, Shape images, WindowFunctions functions, ThreadPool team) {
        WindowAxis columns = window.columns();
        this.operands = operands;
        this.rows = window.rows();
        this.batch = images.extent(0);
        this.down = rows.output();
        this.across = columns.output();
        this.height = rows.input();
        this.channels = images.last();
        this.rowSize = columns.input() * channels;
        boolean disjoint = rows.disjoint() && columns.disjoint();
        boolean tiles = rows.tiles() && columns.tiles() && channels % Alignment.LINE == 0;
        this.chunk = disjoint ? Math.clamp(TASK / ((long) rows.stride() * rowSize), 1, down) : down;
        this.chunks = Math.ceilDiv(down, chunk);
        this.taps = TapTable.ofOutputs(window, images);
        this.functions = functions;
        this.team = team;
        this.work = !disjoint ? this::addImage : tiles ? this::putTiles : this::putRows;
        team.workspace().reserve(winnersOf(across) + Alignment.LINE);
    }

    /// Where the winners of an output lie in the workspace; behind them, up to the next line, none.
    private int winnersOf(int column) {
        return Alignment.FIRST + column * Alignment.roundUp(channels);
    }

    @Override
    public void run(long step) {
        team.run(batch * chunks, work);
    }

    /// The row of pixels where the windows of a row of outputs begin; the first and the last reach to the image's
    /// edges.
    private int begin(int output) {
        return output == 0 ? 0 : output == down ? height : Math.clamp(rows.position(output, 0), 0, height);
    }

    private void putTiles(int task, int member) {
        int first = task / chunks * down + task % chunks * chunk;
        int end = Math.min(first + chunk, (task / chunks + 1) * down);
        int from = operands.values().offset() + first * taps.width() * channels;
        for (int row = first; row < end; row++) {
            for (int column = 0; column < taps.width(); column++, from += channels) {
                int source = taps.rowSource(row) + taps.columnSource(column);
                int[] places = taps.points(row)[taps.pattern(column)].places();
                functions.unpool(
                        operands.result().array(),
                        operands.result().offset() + source,
                        operands.values().array(),
                        from,
                        operands.ranking().array(),
                        operands.ranking().offset() + source,
                        places,
                        channels);
            }
        }
    }

    private void putRows(int task, int member) {
        float[] winners = team.workspace().of(member);
        int image = task / chunks;
        int first = task % chunks * chunk;
        int end = Math.min(first + chunk, down);
        int limit = operands.result().offset() + (image * height + begin(end)) * rowSize;
        for (int i = first; i < end; i++) {
            int outputRow = image * down + i;
            findWinners(outputRow, winners);
            int kernelRow = 0;
            for (int row = begin(i); row < begin(i + 1); row++) {
                int k = row - rows.position(i, 0);
                boolean covered = k >= 0 && k % rows.dilation() == 0 && k < rows.extent();
                putRow(image * height + row, outputRow, covered ? kernelRow++ : -1, limit, winners);
            }
        }
    }

    private void findWinners(int outputRow, float[] winners) {
        int source = operands.ranking().offset() + taps.rowSource(outputRow);
        Points[] points = taps.points(outputRow);
        for (int column = 0; column < taps.width(); column++) {
            int[] places = points[taps.pattern(column)].places();
            int to = winnersOf(column);
            functions.winners(
                    winners,
                    to,
                    channels + Alignment.LINE,
                    operands.ranking().array(),
                    source + taps.columnSource(column),
                    places,
                    channels);
            Arrays.fill(winners, to + channels, to + Alignment.roundUp(channels), NO_POINT);
        }
    }

    /// Writes a row of pixels, of which the windows' points in row `kernelRow` of those that lie within the image are
    /// covered; -1 for a row between windows.
    private void putRow(int pixelRow, int outputRow, int kernelRow, int limit, float[] winners) {
        int written = operands.result().offset() + pixelRow * rowSize;
        int end = written + rowSize;
        int from = operands.values().offset() + outputRow * across * channels;
        int source = operands.result().offset() + taps.rowSource(outputRow);
        Points[] points = taps.points(outputRow);
        for (int column = 0; column < taps.width() && kernelRow >= 0; column++, from += channels) {
            int[] places = points[taps.pattern(column)].places();
            int width = taps.tapsAcross(column);
            for (int p = kernelRow * width; p < (kernelRow + 1) * width; p++) {
                int to = source + taps.columnSource(column) + places[p];
                clear(written, to);
                functions.put(
                        operands.result().array(),
                        to,
                        limit - to,
                        winners,
                        winnersOf(column),
                        operands.values().array(),
                        from,
                        p,
                        channels);
                written = to + channels;
            }
        }
        clear(written, end);
    }

    private void clear(int first, int end) {
        if (end > first) {
            Arrays.fill(operands.result().array(), first, end, 0f);
        }
    }

    private void addImage(int image, int member) {
        int first = operands.result().offset() + image * height * rowSize;
        int cleared = 0;
        for (int i = 0; i < down; i++) {
            int end = i == down - 1 ? height : Math.clamp(rows.position(i, 0) + rows.extent(), cleared, height);
            clear(first + cleared * rowSize, first + end * rowSize);
            cleared = end;
            int row = image * down + i;
            findWinners(row, team.workspace().of(member));
            addRow(row, first + height * rowSize, team.workspace().of(member));
        }
    }

    private void addRow(int row, int limit, float[] winners) {
        int from = operands.values().offset() + row * taps.width() * channels;
        int source = operands.result().offset() + taps.rowSource(row);
        for (int column = 0; column < taps.width(); column++, from += channels) {
            int[] places = taps.points(row)[taps.pattern(column)].places();
            for (int p = 0; p < places.length; p++) {
                int to = source + taps.columnSource(column) + places[p];
                functions.add(
                        operands.result().array(),
                        to,
                        limit - to,
                        winners,
                        winnersOf(column),
                        operands.values().array(),
                        from,
                        p,
                        channels);
            }
        }
    }
}
