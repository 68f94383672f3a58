package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.Team;
import nunchi.cpu.kernel.WindowFunctions;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// [MaxUnpool] in one pass over ranking and result: rows are cleared just before the first window that reaches them, and the places
/// that win are found again instead of having been stored.
///
/// Windows that do not overlap from row to row are cut into tasks of some rows of steps; else a task is an image, so that the values
/// that meet at a place are added in the order of their windows.
public final class MaxUnpoolStep implements Step {
    private static final int TASK = 8192;

    private final Operands operands;
    private final Window.Axis axis;
    private final boolean apart;
    private final Shape steps;
    private final int height;
    private final int rowSize;
    private final int channels;
    private final int chunk;
    private final int chunks;
    private final WindowWalk walk;
    private final WindowFunctions functions;
    private final Team team;
    private final Team.Work work = this::task;

    /// @param values          `[batch, steps down, steps across, channels]`
    /// @param ranking, result `[batch, height, width, channels]`
    public record Operands(Buffer values, Buffer ranking, Buffer result) {}

    public MaxUnpoolStep(Operands operands, MaxUnpool op, Shape steps, WindowFunctions functions, Team team) {
        this.operands = operands;
        this.axis = op.window().rows();
        this.apart = axis.stride() >= axis.reach();
        this.steps = steps;
        this.height = op.height();
        this.channels = steps.last();
        this.rowSize = op.width() * channels;
        int down = steps.extent(1);
        this.chunk = apart ? Math.clamp(TASK / ((long) axis.stride() * rowSize), 1, down) : down;
        this.chunks = (down + chunk - 1) / chunk;
        this.walk = WindowWalk.ofSteps(op.window(), steps, Shape.of(steps.extent(0), height, op.width(), channels));
        this.functions = functions;
        this.team = team;
        team.workspace().reserve(Alignment.FIRST + channels + Alignment.SLACK);
    }

    @Override
    public void run(long step) {
        team.run(steps.extent(0) * chunks, work);
    }

    private void task(int task, int member) {
        int image = task / chunks;
        int first = task % chunks * chunk;
        int end = Math.min(first + chunk, steps.extent(1));
        int cleared = begin(first);
        for (int i = first; i < end; i++) {
            clear(image, cleared, end(i));
            cleared = Math.max(cleared, end(i));
            put(image * steps.extent(1) + i, team.workspace().of(member));
        }
    }

    /// The row of places from which on those before the step's window are clear.
    private int begin(int step) {
        return step == 0 ? 0 : Math.clamp(axis.place(step, 0), 0, height);
    }

    /// The row up to which places must be clear for the step.
    private int end(int step) {
        int end = apart ? axis.place(step + 1, 0) : axis.place(step, 0) + axis.reach();
        return step == steps.extent(1) - 1 ? height : Math.clamp(end, 0, height);
    }

    private void clear(int image, int from, int to) {
        if (to > from) {
            int first = operands.result().offset() + image * height * rowSize;
            Arrays.fill(operands.result().array(), first + from * rowSize, first + to * rowSize, 0f);
        }
    }

    private void put(int row, float[] winners) {
        float[] x = operands.result().array();
        float[] y = operands.values().array();
        int from = operands.values().offset() + row * walk.width() * channels;
        for (int column = 0; column < walk.width(); column++, from += channels) {
            int source = walk.source(row, column);
            int[] places = walk.points(row, column).places();
            functions.winners(
                    winners, Alignment.FIRST, channels + Alignment.LINE, operands.ranking().array(), operands.ranking().offset() + source, places, channels);
            for (int p = 0; p < places.length; p++) {
                functions.put(x, operands.result().offset() + source + places[p], winners, Alignment.FIRST, y, from, p, channels);
            }
        }
    }
}
