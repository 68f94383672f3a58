package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.WindowFunctions;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.Team;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// [MaxUnpool] in one pass over ranking and result: the places that win are found again instead of having been stored.
///
/// Where windows do not overlap, every value of the result is written once, and a task is some rows of steps. Else
/// places are cleared before the first window reaches them, and a task is an image, so that the values that meet at a
/// place are added in the order of their windows.
public final class MaxUnpoolStep implements Step {
    private static final int TASK = 8192;
    private static final float NO_POINT = -1;

    private final Operands operands;
    private final Window.Axis axis;
    private final Shape steps;
    private final int height;
    private final int rowSize;
    private final int channels;
    private final int chunk;
    private final int chunks;
    private final WindowWalk walk;
    private final WindowFunctions functions;
    private final Team team;
    private final Team.Work work;

    /// @param values          `[batch, steps down, steps across, channels]`
    /// @param ranking, result `[batch, height, width, channels]`
    public record Operands(Buffer values, Buffer ranking, Buffer result) {}

    /// @param steps `[batch, steps down, steps across, channels]`
    public MaxUnpoolStep(Operands operands, MaxUnpool op, Shape steps, WindowFunctions functions, Team team) {
        this.operands = operands;
        this.axis = op.window().rows();
        this.steps = steps;
        this.height = op.height();
        this.channels = steps.last();
        this.rowSize = op.width() * channels;
        boolean apart = apart(axis) && apart(op.window().columns());
        int down = steps.extent(1);
        this.chunk = apart ? Math.clamp(TASK / ((long) axis.stride() * rowSize), 1, down) : down;
        this.chunks = (down + chunk - 1) / chunk;
        this.walk = WindowWalk.ofSteps(op.window(), steps, Shape.of(steps.extent(0), height, op.width(), channels));
        this.functions = functions;
        this.team = team;
        this.work =
                !apart ? this::addImage : tiles(op) && channels % Alignment.LINE == 0 ? this::putTiles : this::putRows;
        team.workspace().reserve(winnersOf(steps.extent(2)) + Alignment.LINE);
    }

    private static boolean apart(Window.Axis axis) {
        return axis.stride() >= axis.reach();
    }

    /// Whether the windows cover every place once.
    private boolean tiles(MaxUnpool op) {
        return tiles(op.window().rows(), steps.extent(1), op.height())
                && tiles(op.window().columns(), steps.extent(2), op.width());
    }

    private static boolean tiles(Window.Axis axis, int steps, int places) {
        return axis.before() == 0
                && axis.dilation() == 1
                && axis.stride() == axis.kernel()
                && steps * axis.stride() == places;
    }

    /// Where the winners of a step lie in the workspace; behind them, up to the next line, none.
    private int winnersOf(int column) {
        return Alignment.FIRST + column * Alignment.roundUp(channels);
    }

    @Override
    public void run(long step) {
        team.run(steps.extent(0) * chunks, work);
    }

    /// The row of places where the windows of a row of steps begin; the first and the last reach to the image's edges.
    private int begin(int step) {
        return step == 0 ? 0 : step == steps.extent(1) ? height : Math.clamp(axis.place(step, 0), 0, height);
    }

    private void putTiles(int task, int member) {
        int down = steps.extent(1);
        int first = task / chunks * down + task % chunks * chunk;
        int end = Math.min(first + chunk, (task / chunks + 1) * down);
        int from = operands.values().offset() + first * walk.width() * channels;
        for (int row = first; row < end; row++) {
            for (int column = 0; column < walk.width(); column++, from += channels) {
                int source = walk.rowSource(row) + walk.columnSource(column);
                int[] places = walk.points(row)[walk.pattern(column)].places();
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
        int end = Math.min(first + chunk, steps.extent(1));
        int limit = operands.result().offset() + (image * height + begin(end)) * rowSize;
        for (int i = first; i < end; i++) {
            int stepRow = image * steps.extent(1) + i;
            findWinners(stepRow, winners);
            int kernelRow = 0;
            for (int place = begin(i); place < begin(i + 1); place++) {
                int k = place - axis.place(i, 0);
                boolean covered = k >= 0 && k % axis.dilation() == 0 && k < axis.reach();
                putRow(image * height + place, stepRow, covered ? kernelRow++ : -1, limit, winners);
            }
        }
    }

    private void findWinners(int stepRow, float[] winners) {
        int source = operands.ranking().offset() + walk.rowSource(stepRow);
        Points[] points = walk.points(stepRow);
        for (int column = 0; column < walk.width(); column++) {
            int[] places = points[walk.pattern(column)].places();
            int to = winnersOf(column);
            functions.winners(
                    winners,
                    to,
                    channels + Alignment.LINE,
                    operands.ranking().array(),
                    source + walk.columnSource(column),
                    places,
                    channels);
            Arrays.fill(winners, to + channels, to + Alignment.roundUp(channels), NO_POINT);
        }
    }

    /// Writes a row of places, of which the windows' points in row `kernelRow` of those that lie within the image are
    /// covered; -1 for a row between windows.
    private void putRow(int placeRow, int stepRow, int kernelRow, int limit, float[] winners) {
        int written = operands.result().offset() + placeRow * rowSize;
        int end = written + rowSize;
        int from = operands.values().offset() + stepRow * steps.extent(2) * channels;
        int source = operands.result().offset() + walk.rowSource(stepRow);
        Points[] points = walk.points(stepRow);
        for (int column = 0; column < walk.width() && kernelRow >= 0; column++, from += channels) {
            int[] places = points[walk.pattern(column)].places();
            int across = walk.pointsAcross(column);
            for (int p = kernelRow * across; p < (kernelRow + 1) * across; p++) {
                int to = source + walk.columnSource(column) + places[p];
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
        for (int i = 0; i < steps.extent(1); i++) {
            int end = i == steps.extent(1) - 1 ? height : Math.clamp(axis.place(i, 0) + axis.reach(), cleared, height);
            clear(first + cleared * rowSize, first + end * rowSize);
            cleared = end;
            int row = image * steps.extent(1) + i;
            findWinners(row, team.workspace().of(member));
            addRow(row, first + height * rowSize, team.workspace().of(member));
        }
    }

    private void addRow(int row, int limit, float[] winners) {
        int from = operands.values().offset() + row * walk.width() * channels;
        int source = operands.result().offset() + walk.rowSource(row);
        for (int column = 0; column < walk.width(); column++, from += channels) {
            int[] places = walk.points(row)[walk.pattern(column)].places();
            for (int p = 0; p < places.length; p++) {
                int to = source + walk.columnSource(column) + places[p];
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
