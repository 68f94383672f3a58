package nunchi.cpu.step;

import java.util.Arrays;
import java.util.List;
import nunchi.cpu.kernel.WindowFunctions;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.Team;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.Window;
import nunchi.tensor.Shape;

/// [MaxPool], some rows of steps at a time. Where the values rank themselves only the maximum is kept; else the numbers
/// of the points that win are found first and the values picked by them.
public final class MaxPoolStep implements Step {
    private static final float NO_POINT = -1;

    private final Operands operands;
    private final int channels;
    private final WindowWalk walk;
    private final RowTasks rows;
    private final WindowFunctions functions;
    private final Team team;
    private final Team.Work work;

    /// @param values, ranking `[batch, height, width, channels]`; may be the same
    /// @param result          `[batch, steps down, steps across, channels]`
    public record Operands(Buffer values, Buffer ranking, Buffer result) {}

    /// @param images `[batch, height, width, channels]`
    public MaxPoolStep(Operands operands, Window window, Shape images, WindowFunctions functions, Team team) {
        Shape steps = new MaxPool(window).shape(List.of(images, images));
        this.operands = operands;
        this.channels = images.last();
        this.walk = WindowWalk.ofSteps(window, steps, images);
        this.rows = RowTasks.of(steps.extent(0) * steps.extent(1), steps.extent(2) * channels);
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
            int source = operands.values().offset() + walk.rowSource(row);
            Points[] points = walk.points(row);
            for (int column = 0; column < walk.width(); column++, to += channels) {
                functions.largest(
                        y,
                        to,
                        limit - to,
                        x,
                        source + walk.columnSource(column),
                        points[walk.pattern(column)].places(),
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
            for (int column = 0; column < walk.width(); column++, to += channels) {
                int source = walk.rowSource(row) + walk.columnSource(column);
                int[] places = walk.points(row)[walk.pattern(column)].places();
                functions.winners(
                        winners,
                        Alignment.FIRST,
                        channels + Alignment.LINE,
                        ranking,
                        operands.ranking().offset() + source,
                        places,
                        channels);
                Arrays.fill(
                        winners, Alignment.FIRST + channels, Alignment.FIRST + Alignment.roundUp(channels), NO_POINT);
                for (int p = 0; p < places.length; p++) {
                    functions.pick(
                            y,
                            to,
                            limit - to,
                            winners,
                            Alignment.FIRST,
                            x,
                            operands.values().offset() + source + places[p],
                            p,
                            channels);
                }
            }
        }
    }
}
