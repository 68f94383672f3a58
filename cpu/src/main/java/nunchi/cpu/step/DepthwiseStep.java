package nunchi.cpu.step;

import nunchi.cpu.kernel.WindowFunctions;
import nunchi.cpu.kernel.WindowFunctions.Points;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A convolution of each channel by itself, or its transpose: every target is one chain of fused multiply-adds over the
/// window's points in their order, those without a source left out.
public final class DepthwiseStep implements Step {
    private final Operands operands;
    private final int channels;
    private final TapTable taps;
    private final RowTasks rows;
    private final Destination destination;
    private final WindowFunctions functions;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;
    private long step;

    /// @param source `[batch, rows, columns, channels]`: images, or the outputs that are spread over images
    /// @param weight `[kernel rows, kernel columns, 1, channels]`
    /// @param result `[batch, rows, columns, channels]`; null where a cluster takes the values
    public record Operands(
            Buffer source,
            Buffer weight,
            @Nullable Buffer result,
            @Nullable FusedKernel cluster) {}

    private DepthwiseStep(Operands operands, Shape result, TapTable taps, WindowFunctions functions, ThreadPool team) {
        this.operands = operands;
        this.channels = result.last();
        this.taps = taps;
        this.rows = RowTasks.of(result.extent(0) * result.extent(1), result.extent(2) * channels);
        this.destination = new Destination(operands.result(), operands.cluster(), rows.most(), team);
        this.functions = functions;
        this.team = team;
    }

    /// Of images to outputs.
    ///
    /// @param shape with as many units as channels
    public static DepthwiseStep convolution(
            Operands operands, ConvolutionShape shape, WindowFunctions functions, ThreadPool team) {
        return new DepthwiseStep(
                operands, shape.outputs(), TapTable.ofOutputs(shape.window(), shape.images()), functions, team);
    }

    /// Of outputs to images.
    public static DepthwiseStep transposed(
            Operands operands, ConvolutionShape shape, WindowFunctions functions, ThreadPool team) {
        return new DepthwiseStep(
                operands, shape.images(), TapTable.ofPixels(shape.window(), shape.outputs()), functions, team);
    }

    @Override
    public void run(long now) {
        step = now;
        team.run(rows.tasks(), work);
    }

    private void task(int task, int member) {
        float[] y = destination.array(member);
        float[] x = operands.source().array();
        float[] w = operands.weight().array();
        int weight = operands.weight().offset();
        int first = rows.first(task) * rows.size();
        int end = rows.end(task) * rows.size();
        int to = destination.offset(first);
        int limit = to + end - first;
        for (int row = rows.first(task); row < rows.end(task); row++) {
            int source = operands.source().offset() + taps.rowSource(row);
            Points[] points = taps.points(row);
            for (int column = 0; column < taps.width(); column++, to += channels) {
                functions.chain(
                        y,
                        to,
                        limit - to,
                        x,
                        source + taps.columnSource(column),
                        w,
                        weight,
                        points[taps.pattern(column)],
                        channels);
            }
        }
        destination.finish(first, end, member, step);
    }
}
