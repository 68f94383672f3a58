package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.step.ProductPart.Target;
import nunchi.cpu.thread.ThreadPool;

/// The gradient of a convolution with respect to its weight, as it is defined: a matrix product whose left matrix, a
/// row per tap and channel of the window and a column per output, is never written down.
///
/// The sum over outputs is cut into chunks of images by size alone; each chunk is one chain per value, and chunks are
/// added in order.
public final class ConvolutionWeightGradientStep implements Step {
    private static final int MOST_CHUNKS = 16;
    private static final int LEAST_CHUNK = 512;
    private static final int MOST_FRAME_VALUES = 96 * 1024;
    /// Rows of the weight for which a task copies its frames once more.
    private static final int LEAST_ROWS = 96;
    private static final int TASKS_PER_THREAD = 4;
    private static final int CACHE_WAY = 512;
    private static final int ADDED = 4096;

    private final ConvolutionShape shape;
    private final Buffer images;
    private final Buffer outputs;
    private final Buffer result;
    private final Kernels kernels;
    private final ThreadPool team;
    private final Frame frame;
    private final int chunkImages;
    private final int chunks;
    /// Frames that are copied at a time.
    private final int framesAtOnce;
    private final int rowsPerTask;
    private final Buffer partial;
    private final ProductTask[] tasks;
    /// What each task computes, for the images that it takes at once and for each group.
    private final ProductPart[][][] parts;
    private final ThreadPool.Work work = this::task;
    private final ThreadPool.Work adding = this::add;

    /// @param images `[batch, height, width, channels]`
    /// @param outputs ȳ, `[batch, output height, output width, units]`
    /// @param result  of the weight's shape
    /// @param partial the chunks' results, `[chunks, weight]`; the result itself where there is one chunk
    public record Operands(Buffer images, Buffer outputs, Buffer result, Buffer partial) {}

    public ConvolutionWeightGradientStep(ConvolutionShape shape, Operands operands, Kernels kernels, ThreadPool team) {
        this.shape = shape;
        this.images = operands.images();
        this.outputs = operands.outputs();
        this.result = operands.result();
        this.partial = operands.partial();
        this.kernels = kernels;
        this.team = team;
        this.frame = shape.frame(shape.rows().output());
        this.chunkImages = chunkImages(shape);
        this.chunks = chunks(shape);
        this.framesAtOnce = Math.max(1, Math.min(chunkImages, MOST_FRAME_VALUES / Math.max(1, frame.imageStep())));
        int blocks =
                Math.max(1, Math.min(shape.depth() / LEAST_ROWS, Math.ceilDiv(TASKS_PER_THREAD * team.size(), chunks)));
        this.rowsPerTask = Math.ceilDiv(shape.depth(), blocks);
        Left left = new Left(
                shape.depthTable(frame),
                shape.outputTable(frame, framesAtOnce, shape.rows().output()));
        boolean packed = shape.units() % CACHE_WAY == 0;
        int product = Alignment.FIRST + Alignment.roundUp(frame.workspace(framesAtOnce));
        Partition partition = packed ? Partition.rightPacked(0, shape.units()) : Partition.inPlace(0, shape.units());
        tasks = new ProductTask[team.size()];
        Arrays.setAll(
                tasks,
                member -> new ProductTask(
                        new ProductTask.Operands(left, shape.units(), 1), kernels, partition, true, product));
        parts = new ProductPart[chunks * blocks()][][];
        Arrays.setAll(parts, this::parts);
        team.workspace().reserve(tasks[0].workspaceEnd());
    }

    private ProductPart[][] parts(int index) {
        int first = index / blocks() * chunkImages;
        int images = Math.min(chunkImages, shape.batch() - first);
        ProductPart[][] parts = new ProductPart[Math.ceilDiv(images, framesAtOnce)][];
        Arrays.setAll(
                parts,
                i -> ofGroups(index, first + i * framesAtOnce, Math.min(framesAtOnce, images - i * framesAtOnce)));
        return parts;
    }

    /// @param index of the task
    /// @param count images from this one on
    private ProductPart[] ofGroups(int index, int image, int count) {
        int chunk = index / blocks();
        int row = index % blocks() * rowsPerTask;
        int units = shape.unitsPerGroup();
        int products = shape.outputsPerImage();
        Place left = frame.origin(images, image, 0);
        Place right = new InBuffer(outputs, image * products * shape.units());
        Place to = new InBuffer(partial, chunk * size() + row * shape.units());
        Target target = new Target(to, shape.units(), 1, false);
        ProductPart[] parts = new ProductPart[shape.groups()];
        Arrays.setAll(
                parts,
                group -> new ProductPart(
                        new Region(row, Math.min(row + rowsPerTask, shape.depth()), group * units, (group + 1) * units),
                        left.plus(group * shape.channelsPerGroup()),
                        right,
                        target.shifted(group * units),
                        count * products,
                        image > chunk * chunkImages));
        return parts;
    }

    private static int chunkImages(ConvolutionShape shape) {
        return Math.max(
                Math.ceilDiv(shape.batch(), MOST_CHUNKS),
                Math.min(shape.batch(), Math.ceilDiv(LEAST_CHUNK, shape.outputsPerImage())));
    }

    /// The number of chunks that the sum over the batch is cut into.
    public static int chunks(ConvolutionShape shape) {
        return Math.ceilDiv(shape.batch(), chunkImages(shape));
    }

    private int size() {
        return shape.depth() * shape.units();
    }

    private int blocks() {
        return Math.ceilDiv(shape.depth(), rowsPerTask);
    }

    @Override
    public void run(long now) {
        team.run(parts.length, work);
        if (chunks > 1) {
            team.run(Math.ceilDiv(size(), ADDED), adding);
        }
    }

    private void task(int index, int member) {
        float[] memory = team.workspace().of(member);
        int image = index / blocks() * chunkImages;
        int end = Math.min(image + chunkImages, shape.batch());
        for (ProductPart[] ofGroups : parts[index]) {
            frame.copy(images, image, Math.min(framesAtOnce, end - image), 0, memory);
            for (ProductPart part : ofGroups) {
                tasks[member].compute(part, memory);
            }
            image += framesAtOnce;
        }
    }

    private void add(int task, int member) {
        int from = task * ADDED;
        int n = Math.min(ADDED, size() - from);
        int to = result.offset() + from;
        System.arraycopy(partial.array(), partial.offset() + from, result.array(), to, n);
        for (int chunk = 1; chunk < chunks; chunk++) {
            kernels.arithmetic()
                    .add(
                            result.array(),
                            to,
                            result.array(),
                            to,
                            partial.array(),
                            partial.offset() + chunk * size() + from,
                            n);
        }
    }
}
