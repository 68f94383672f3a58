package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.WindowFunctions.Stride;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.Team;
import nunchi.graph.op.Window;
import nunchi.tensor.FlushToZero;
import nunchi.tensor.Shape;

/// The gradient of a depthwise convolution with respect to its weight. Chunks of images, cut by size alone, are one
/// chain of fused multiply-adds for each value, over images, rows and columns; the chunks' sums are added in order.
public final class DepthwiseWeightStep implements Step {
    private static final int TASK = 65_536;

    private final Operands operands;
    private final Window window;
    private final Shape images;
    private final Shape steps;
    private final int chunk;
    private final int chunks;
    /// From the sums of one point to those of the next.
    private final int pitch;
    private final float[] partial;
    private final Stride[] strides;
    private final int[] firstColumns;
    private final Kernels kernels;
    private final Team team;
    private final Team.Work work = this::task;

    /// @param images `[batch, height, width, channels]`
    /// @param steps  `[batch, steps down, steps across, channels]`
    /// @param result `[kernel rows, kernel columns, 1, channels]`
    public record Operands(Buffer images, Buffer steps, Buffer result) {}

    public DepthwiseWeightStep(Operands operands, DepthwiseStep.Geometry geometry, Kernels kernels, Team team) {
        this.operands = operands;
        this.window = geometry.window();
        this.images = geometry.images();
        this.steps = geometry.steps();
        int batch = images.extent(0);
        this.chunk = Math.clamp(TASK / (images.size() / batch), 1, batch);
        this.chunks = (batch + chunk - 1) / chunk;
        this.pitch = Alignment.roundUp(images.last());
        this.partial = new float[chunks * window.points() * pitch];
        this.firstColumns = new int[window.columns().kernel()];
        this.strides = new Stride[firstColumns.length];
        for (int k = 0; k < strides.length; k++) {
            placeColumns(k);
        }
        this.kernels = kernels;
        this.team = team;
    }

    /// Which steps across have the kernel's column k over the image.
    private void placeColumns(int k) {
        int first = 0;
        int end = steps.extent(2);
        while (first < end && window.columns().place(first, k) < 0) {
            first++;
        }
        while (end > first && window.columns().place(end - 1, k) >= images.extent(2)) {
            end--;
        }
        firstColumns[k] = first;
        strides[k] = new Stride(window.columns().stride() * images.last(), images.last(), end - first);
    }

    @Override
    public void run(long step) {
        team.run(chunks, work);
        int channels = images.last();
        float[] w = operands.result().array();
        for (int point = 0; point < window.points(); point++) {
            int to = operands.result().offset() + point * channels;
            kernels.arithmetic().flush(w, to, partial, point * pitch, FlushToZero.SMALLEST, channels);
            for (int c = 1; c < chunks; c++) {
                kernels.arithmetic().add(w, to, w, to, partial, (c * window.points() + point) * pitch, channels);
            }
        }
    }

    private void task(int task, int member) {
        int size = window.points() * pitch;
        Arrays.fill(partial, task * size, (task + 1) * size, 0f);
        int down = steps.extent(1);
        int end = Math.min(images.extent(0), (task + 1) * chunk) * down;
        for (int row = task * chunk * down; row < end; row++) {
            for (int k = 0; k < window.rows().kernel(); k++) {
                int place = window.rows().place(row % down, k);
                if (place >= 0 && place < images.extent(1)) {
                    addRow(task * size + k * strides.length * pitch, row / down * images.extent(1) + place, row);
                }
            }
        }
    }

    /// Adds the products of a row of the images and a row of steps to the sums of one row of the kernel.
    private void addRow(int sums, int imageRow, int stepRow) {
        int channels = images.last();
        for (int k = 0; k < strides.length; k++) {
            if (strides[k].count() > 0) {
                int place = window.columns().place(firstColumns[k], k);
                int x = operands.images().offset() + (imageRow * images.extent(2) + place) * channels;
                int y = operands.steps().offset() + (stepRow * steps.extent(2) + firstColumns[k]) * channels;
                kernels.windows()
                        .correlate(
                                partial,
                                sums + k * pitch,
                                operands.images().array(),
                                x,
                                operands.steps().array(),
                                y,
                                strides[k],
                                channels);
            }
        }
    }
}
