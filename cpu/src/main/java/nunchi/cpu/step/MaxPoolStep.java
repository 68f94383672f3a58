package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.WindowFunctions;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// [MaxPool], some rows of outputs at a time. Where the values rank themselves only the maximum is kept; else the
/// numbers of the points that win are found first and the values picked by them.
public final class MaxPoolStep implements Step {
    private static final float NO_POINT = -1;

    private final Operands operands;
    private final int channels;
    private final TapTable taps;
    private final RowTasks rows;
    private final WindowFunctions functions;
    private final ThreadPool team;
    private final ThreadPool.Work work;

    /// @param values, ranking `[batch, height, width, channels]`; may be the same
    /// @param result          `[batch, output height, output width, channels]`
    public record Operands(Buffer values, Buffer ranking, Buffer result) {}

    /// @param images `[batch, height, width, channels]`
    public MaxPoolStep(Operands operands, Window window, Shape images, WindowFunctions functions, ThreadPool team) {
        Shape outputs = window.outputs(images.extent(0), images.last());
        this.operands = operands;
        this.channels = images.last();
        this.taps = TapTable.ofOutputs(window, images);
        this.rows = RowTasks.of(outputs.extent(0) * outputs.extent(1), outputs.extent(2) * channels);
        this.functions = functions;
        this.team = team;
        this.work = operands.values() == operands.ranking() ? this::largest : this::picked;
        team.workspace().reserve(Alignment.FIRST + channels + Alignment.SLACK);
    }

    @Override
    public void run(long step) {
        team.run(rows.tasks(), work);
    }

    private void largest(int task, int member) {
        float[] y = operands.result().array();
        float[] x = operands.values().array();
        int limit = operands.result().offset() + rows.end(task) * rows.size();
        int to = operands.result().offset() + rows.first(task) * rows.size();
        for (int row = rows.first(task); row < rows.end(task); row++) {
            int source = operands.values().offset() + taps.rowSource(row);
            Points[] points = taps.points(row);
            for (int column = 0; column < taps.width(); column++, to += channels) {
                functions.largest(
                        y,
                        to,
                        limit - to,
                        x,
                        source + taps.columnSource(column),
                        points[taps.pattern(column)].places(),
                        channels);
            }
        }
    }

    private void picked(int task, int member) {
        float[] winners = team.workspace().of(member);
        float[] y = operands.result().array();
        float[] x = operands.values().array();
        float[] ranking = operands.ranking().array();
        int limit = operands.result().offset() + rows.end(task) * rows.size();
        int to = operands.result().offset() + rows.first(task) * rows.size();
        for (int row = rows.first(task); row < rows.end(task); row++) {
            for (int column = 0; column < taps.width(); column++, to += channels) {
                int source = taps.rowSource(row) + taps.columnSource(column);
                int[] places = taps.points(row)[taps.pattern(column)].places();
                int ranked = operands.ranking().offset() + source;
                functions.winners(
                        winners, Alignment.FIRST, channels + Alignment.LINE, ranking, ranked, places, channels);
                Arrays.fill(
                        winners, Alignment.FIRST + channels, Alignment.FIRST + Alignment.roundUp(channels), NO_POINT);
                int from = operands.values().offset() + source;
                for (int p = 0; p < places.length; p++) {
                    functions.pick(y, to, limit - to, winners, Alignment.FIRST, x, from + places[p], p, channels);
                }
            }
        }
    }
}
