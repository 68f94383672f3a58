package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.WindowFunctions.Stride;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.FlushToZero;

/// The gradient of a depthwise convolution with respect to its weight. Chunks of images, cut by size alone, are one
/// chain of fused multiply-adds for each value, over images, rows and columns; the chunks' sums are added in order.
public final class DepthwiseWeightStep implements Step {
    private static final int TASK = 65_536;

    private final Operands operands;
    private final ConvolutionShape shape;
    private final WindowAxis rows;
    private final WindowAxis columns;
    private final int channels;
    private final int chunk;
    private final int chunks;
    /// From the sums of one tap to those of the next.
    private final int pitch;
    private final float[] partial;
    /// Of the outputs across that have the kernel's column over the image.
    private final Stride[] strides;
    private final Kernels kernels;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// @param images `[batch, height, width, channels]`
    /// @param outputs `[batch, output height, output width, channels]`
    /// @param result `[kernel rows, kernel columns, 1, channels]`
    public record Operands(Buffer images, Buffer outputs, Buffer result) {}

    public DepthwiseWeightStep(Operands operands, ConvolutionShape shape, Kernels kernels, ThreadPool team) {
        this.operands = operands;
        this.shape = shape;
        this.rows = shape.rows();
        this.columns = shape.columns();
        this.channels = shape.channels();
        this.chunk = Math.clamp(TASK / (shape.images().size() / shape.batch()), 1, shape.batch());
        this.chunks = Math.ceilDiv(shape.batch(), chunk);
        this.pitch = Alignment.roundUp(channels);
        this.partial = new float[chunks * shape.window().taps() * pitch];
        this.strides = new Stride[columns.kernel()];
        Arrays.setAll(
                strides,
                tap -> new Stride(
                        columns.stride() * channels, channels, columns.endOutput(tap) - columns.firstOutput(tap)));
        this.kernels = kernels;
        this.team = team;
    }

    @Override
    public void run(long step) {
        team.run(chunks, work);
        int taps = shape.window().taps();
        float[] w = operands.result().array();
        for (int tap = 0; tap < taps; tap++) {
            int to = operands.result().offset() + tap * channels;
            kernels.arithmetic().flush(w, to, partial, tap * pitch, FlushToZero.SMALLEST, channels);
            for (int c = 1; c < chunks; c++) {
                kernels.arithmetic().add(w, to, w, to, partial, (c * taps + tap) * pitch, channels);
            }
        }
    }

    private void task(int task, int member) {
        int size = shape.window().taps() * pitch;
        Arrays.fill(partial, task * size, (task + 1) * size, 0f);
        int down = rows.output();
        int end = Math.min(shape.batch(), (task + 1) * chunk) * down;
        for (int row = task * chunk * down; row < end; row++) {
            for (int tap = rows.firstTap(row % down); tap < rows.endTap(row % down); tap++) {
                addRow(
                        task * size + tap * strides.length * pitch,
                        row / down * rows.input() + rows.position(row % down, tap),
                        row);
            }
        }
    }

    /// Adds the products of a row of the images and a row of outputs to the sums of one row of the kernel.
    private void addRow(int sums, int imageRow, int outputRow) {
        for (int tap = 0; tap < strides.length; tap++) {
            if (strides[tap].count() > 0) {
                int first = columns.firstOutput(tap);
                int x = operands.images().offset()
                        + (imageRow * columns.input() + columns.position(first, tap)) * channels;
                int y = operands.outputs().offset() + (outputRow * columns.output() + first) * channels;
                kernels.windows()
                        .correlate(
                                partial,
                                sums + tap * pitch,
                                operands.images().array(),
                                x,
                                operands.outputs().array(),
                                y,
                                strides[tap],
                                channels);
            }
        }
    }
}
