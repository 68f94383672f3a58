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
import org.jspecify.annotations.Nullable;

/// A convolution as it is defined, and where a cluster follows on it, that too: a matrix product whose left matrix, a
/// row per output and a column per tap and channel of the window, is never written down. Tables say where in the image
/// its elements lie.
///
/// Every value is one chain of fused multiply-adds over taps and channels, in the order of the weight, starting from 0.
public final class ConvolutionStep implements Step {
    /// A task's frames stay in the second-level cache.
    private static final int MOST_FRAME_VALUES = 96 * 1024;
    private static final int MOST_RESULT_VALUES = 64 * 1024;
    /// Fewer would leave the tiles' last rows idle.
    private static final int ENOUGH_OUTPUTS = 96;
    private static final int LEAST_UNITS = 64;
    private static final int TASKS_PER_THREAD = 4;

    private final ConvolutionShape shape;
    private final Buffer images;
    private final Buffer weight;
    private final @Nullable Panels panels;
    private final ProductGoal goal;
    private final ThreadPool team;
    /// A task does some images whole, or some rows of outputs of one.
    private final int imagesPerTask;
    private final int rowsPerTask;
    private final int bands;
    private final Frame frame;
    private final ProductTask[] tasks;
    /// What each task computes, of the whole result and of its own for each group: made beforehand, so that a step
    /// allocates nothing.
    private final Region[] results;
    private final ProductPart[][] ofGroups;
    private final ThreadPool.Work work = this::task;
    private long step;

    /// @param images `[batch, height, width, channels]`, the shape's
    /// @param weight `[kernel rows, kernel columns, channels / groups, units]`
    /// @param panels how the weight lies; null where it lies as it is defined
    public record Operands(
            Buffer images, Buffer weight, @Nullable Panels panels) {}

    public ConvolutionStep(ConvolutionShape shape, Operands operands, ProductGoal goal, Kernels kernels) {
        this.shape = shape;
        this.images = operands.images();
        this.weight = operands.weight();
        this.panels = operands.panels();
        this.goal = goal;
        this.team = goal.team();
        this.rowsPerTask = rowsPerTask(shape, team.size());
        this.bands = Math.ceilDiv(shape.rows().output(), rowsPerTask);
        this.frame = shape.frame(rowsPerTask);
        this.imagesPerTask = bands > 1 ? 1 : imagesPerTask(shape, frame, team.size());
        Left left = new Left(shape.outputTable(frame, imagesPerTask, rowsPerTask), shape.depthTable(frame));
        Partition partition = Partition.inPlace(left.rows(), panels == null ? shape.units() : panels.block());
        ProductTask.Operands matrices =
                panels == null ? new ProductTask.Operands(left, shape.units(), 1) : ProductTask.Operands.panels(left);
        int product = Alignment.FIRST + Alignment.roundUp(frame.workspace(imagesPerTask));
        tasks = new ProductTask[team.size()];
        Arrays.setAll(tasks, member -> new ProductTask(matrices, kernels, partition, goal.cluster() == null, product));
        results = new Region[Math.ceilDiv(shape.batch(), imagesPerTask) * bands * blocks()];
        Arrays.setAll(results, this::result);
        ofGroups = new ProductPart[results.length][];
        Arrays.setAll(ofGroups, this::ofGroups);
        team.workspace().reserve(tasks[0].workspaceEnd() + goal.workspace());
    }

    private static int rowsPerTask(ConvolutionShape shape, int threads) {
        int rows = shape.rows().output();
        int wanted = threads == 1 ? 1 : Math.ceilDiv(TASKS_PER_THREAD * threads, shape.batch());
        int most = Math.ceilDiv(rows, Math.min(wanted, Math.max(1, shape.outputsPerImage() / ENOUGH_OUTPUTS)));
        while (most > 1
                && (shape.frame(most).workspace(1) > MOST_FRAME_VALUES
                        || most * shape.columns().output() * shape.units() > MOST_RESULT_VALUES)) {
            most = (most + 1) / 2;
        }
        return most;
    }

    private static int imagesPerTask(ConvolutionShape shape, Frame frame, int threads) {
        int enough = Math.ceilDiv(ENOUGH_OUTPUTS, shape.outputsPerImage());
        int room = Math.max(
                1,
                Math.min(
                        MOST_FRAME_VALUES / Math.max(1, frame.workspace(1)),
                        MOST_RESULT_VALUES / (shape.outputsPerImage() * shape.units())));
        int fair = Math.max(1, shape.batch() / (TASKS_PER_THREAD * threads));
        return Math.min(Math.min(enough, room), fair);
    }

    /// How a weight should lie for this convolution; null for as it is. Where there are few outputs different tasks do
    /// different units.
    public static @Nullable Panels panels(ConvolutionShape shape, Kernels kernels, int threads) {
        int widest = kernels.tiles().widest() * kernels.tiles().lanes();
        if (shape.groups() > 1 || shape.units() <= widest) {
            return null;
        }
        int rows = rowsPerTask(shape, threads);
        int bands = Math.ceilDiv(shape.rows().output(), rows);
        int tasks = bands > 1
                ? bands * shape.batch()
                : Math.ceilDiv(shape.batch(), imagesPerTask(shape, shape.frame(rows), threads));
        int blocks = threads == 1 ? 1 : Math.ceilDiv(TASKS_PER_THREAD * threads, tasks);
        int padded = Alignment.roundUp(shape.units());
        int block = Math.clamp(Alignment.roundUp(Math.ceilDiv(padded, blocks)), Math.min(LEAST_UNITS, padded), padded);
        return new Panels(1, shape.depth(), shape.units(), block, kernels.tiles());
    }

    private int blocks() {
        return panels == null ? 1 : panels.blocks();
    }

    @Override
    public void run(long now) {
        step = now;
        team.run(results.length, work);
    }

    private int image(int index) {
        return index / blocks() / bands * imagesPerTask;
    }

    /// The images of a task.
    private int count(int index) {
        return Math.min(imagesPerTask, shape.batch() - image(index));
    }

    private int band(int index) {
        return index / blocks() % bands;
    }

    private Region result(int index) {
        int unit = panels == null ? 0 : index % blocks() * panels.block();
        int unitEnd = panels == null ? shape.units() : Math.min(unit + panels.block(), shape.units());
        int row = band(index) * rowsPerTask;
        int rows = Math.min(rowsPerTask, shape.rows().output() - row);
        int across = shape.columns().output();
        int first = image(index) * shape.outputsPerImage() + row * across;
        return new Region(first, first + count(index) * rows * across, unit, unitEnd);
    }

    private ProductPart[] ofGroups(int index) {
        Region result = results[index];
        int width = (result.columnEnd() - result.column()) / shape.groups();
        int rows = result.rowEnd() - result.row();
        Place left = frame.origin(images, image(index), band(index));
        Place right = new InBuffer(weight, 0);
        Target target = goal.target(tasks[0], result, false, shape.groups() == 1);
        ProductPart[] parts = new ProductPart[shape.groups()];
        for (int group = 0; group < parts.length; group++) {
            int column = result.column() + group * width;
            parts[group] = new ProductPart(
                    new Region(0, rows, column, column + width),
                    left.plus(group * shape.channelsPerGroup()),
                    right,
                    target.shifted(group * shape.unitsPerGroup()),
                    shape.depth(),
                    false);
        }
        return parts;
    }

    private void task(int index, int member) {
        ProductTask task = tasks[member];
        float[] memory = team.workspace().of(member);
        frame.copy(images, image(index), count(index), band(index), memory);
        for (ProductPart part : ofGroups[index]) {
            task.compute(part, memory);
        }
        goal.finish(task, results[index], member, step);
    }
}
