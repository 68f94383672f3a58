package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductGoal.Way;
import nunchi.cpu.step.ProductTask.Operands;
import nunchi.cpu.thread.Team;

/// A convolution as it is defined, and where a cluster follows on it, that too: a matrix product whose left matrix, a
/// row per step and a column per point and channel of the window, is never written down. Tables say where in the image
/// its elements lie.
///
/// Every value is one chain of fused multiply-adds over points and channels, in the order of the weight, starting from
/// 0.
public final class ConvolutionStep implements Step {
    /// A task's frames stay in the second-level cache.
    private static final int MOST_FRAME_VALUES = 96 * 1024;
    private static final int MOST_RESULT_VALUES = 64 * 1024;
    /// Fewer would leave the tiles' last rows idle.
    private static final int ENOUGH_STEPS = 96;
    private static final int LEAST_UNITS = 64;
    private static final int TASKS_PER_THREAD = 4;

    private final Walk walk;
    private final Buffer images;
    private final Buffer weight;
    private final Panels panels;
    private final ProductGoal goal;
    private final Team team;
    /// A task does some images whole, or some rows of steps of one.
    private final int imagesPerTask;
    private final int rowsPerTask;
    private final int bands;
    private final Frame frame;
    private final ProductTask[] tasks;
    /// What each task computes, of the whole result and of its own for each group: made beforehand, so that a step
    /// allocates nothing.
    private final Region[] results;
    private final Region[][] ofGroups;
    private final Way[] ways;
    private final Team.Work work = this::task;
    private long step;

    /// @param images `[batch, height, width, channels]`, the walk's shape
    /// @param weight `[kernel rows, kernel columns, channels / groups, units]`
    /// @param panels how the weight lies; null where it lies as it is defined
    public ConvolutionStep(Walk walk, Buffer images, Buffer weight, Panels panels, ProductGoal goal, Kernels kernels) {
        this.walk = walk;
        this.images = images;
        this.weight = weight;
        this.panels = panels;
        this.goal = goal;
        this.team = goal.team();
        this.rowsPerTask = rowsPerTask(walk, team.size());
        this.bands = Math.ceilDiv(walk.rows().steps(), rowsPerTask);
        this.frame = walk.frame(rowsPerTask);
        this.imagesPerTask = bands > 1 ? 1 : imagesPerTask(walk, frame, team.size());
        Left left = new Left(walk.stepTable(frame, imagesPerTask, rowsPerTask), walk.depthTable(frame));
        Partition partition = new Partition(left.rows(), panels == null ? walk.units() : panels.block(), false);
        Operands operands = panels == null ? new Operands(left, walk.units(), 1) : Operands.panels(left);
        int product = Alignment.FIRST + Alignment.roundUp(frame.workspace(imagesPerTask));
        tasks = new ProductTask[team.size()];
        Arrays.setAll(tasks, member -> new ProductTask(operands, kernels, partition, goal.cluster() == null, product));
        results = new Region[Math.ceilDiv(walk.batch(), imagesPerTask) * bands * blocks()];
        Arrays.setAll(results, this::result);
        ofGroups = new Region[results.length][];
        Arrays.setAll(ofGroups, index -> ofGroups(results[index]));
        ways = new Way[team.size()];
        Arrays.setAll(ways, member -> new Way(member, false, walk.groups() == 1));
        team.workspace().reserve(tasks[0].workspaceEnd() + goal.workspace());
    }

    private static int rowsPerTask(Walk walk, int threads) {
        int rows = walk.rows().steps();
        int wanted = threads == 1 ? 1 : Math.ceilDiv(TASKS_PER_THREAD * threads, walk.batch());
        int most = Math.ceilDiv(rows, Math.min(wanted, Math.max(1, walk.steps() / ENOUGH_STEPS)));
        while (most > 1
                && (walk.frame(most).workspace(1) > MOST_FRAME_VALUES
                        || most * walk.columns().steps() * walk.units() > MOST_RESULT_VALUES)) {
            most = (most + 1) / 2;
        }
        return most;
    }

    private static int imagesPerTask(Walk walk, Frame frame, int threads) {
        int enough = Math.ceilDiv(ENOUGH_STEPS, walk.steps());
        int room = Math.max(
                1,
                Math.min(
                        MOST_FRAME_VALUES / Math.max(1, frame.workspace(1)),
                        MOST_RESULT_VALUES / (walk.steps() * walk.units())));
        int fair = Math.max(1, walk.batch() / (TASKS_PER_THREAD * threads));
        return Math.min(Math.min(enough, room), fair);
    }

    /// How a weight should lie for this walk; null for as it is. Where there are few steps different tasks do different
    /// units.
    public static Panels panels(Walk walk, Kernels kernels, int threads) {
        int widest = kernels.tiles().widest() * kernels.tiles().lanes();
        if (walk.groups() > 1 || walk.units() <= widest) {
            return null;
        }
        int rows = rowsPerTask(walk, threads);
        int bands = Math.ceilDiv(walk.rows().steps(), rows);
        int tasks = bands > 1
                ? bands * walk.batch()
                : Math.ceilDiv(walk.batch(), imagesPerTask(walk, walk.frame(rows), threads));
        int blocks = threads == 1 ? 1 : Math.ceilDiv(TASKS_PER_THREAD * threads, tasks);
        int padded = Alignment.roundUp(walk.units());
        int block = Math.clamp(Alignment.roundUp(Math.ceilDiv(padded, blocks)), Math.min(LEAST_UNITS, padded), padded);
        return new Panels(1, walk.depth(), walk.units(), block, kernels.tiles());
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
        return Math.min(imagesPerTask, walk.batch() - image(index));
    }

    private int row(int index) {
        return index / blocks() % bands * rowsPerTask;
    }

    private Region result(int index) {
        int unit = panels == null ? 0 : index % blocks() * panels.block();
        int unitEnd = panels == null ? walk.units() : Math.min(unit + panels.block(), walk.units());
        int rows = Math.min(rowsPerTask, walk.rows().steps() - row(index));
        int across = walk.columns().steps();
        int first = image(index) * walk.steps() + row(index) * across;
        return new Region(first, first + count(index) * rows * across, unit, unitEnd);
    }

    private Region[] ofGroups(Region result) {
        int width = (result.columnEnd() - result.column()) / walk.groups();
        Region[] parts = new Region[walk.groups()];
        Arrays.setAll(
                parts,
                group -> new Region(
                        0,
                        result.rowEnd() - result.row(),
                        result.column() + group * width,
                        result.column() + (group + 1) * width));
        return parts;
    }

    private void task(int index, int member) {
        ProductTask task = tasks[member];
        goal.aim(task, results[index], ways[member]);
        task.takeRight(weight.array(), weight.offset());
        int begin = place(image(index), count(index), row(index) * walk.rows().stride(), member);
        float[] source = frame.inPlace() ? images.array() : team.workspace().of(member);
        for (int group = 0; group < walk.groups(); group++) {
            task.takeLeft(source, begin + group * walk.channelsPerGroup());
            task.compute(ofGroups[index][group], team.workspace().of(member));
            task.shift(walk.unitsPerGroup());
        }
        goal.finish(task, results[index], member, step);
    }

    /// Copies the frames of a task, where they must be.
    ///
    /// @return where they begin
    private int place(int image, int count, int firstRow, int member) {
        if (frame.inPlace()) {
            return frame.first(images, image) + firstRow * frame.rowStep();
        }
        for (int i = 0; i < count; i++) {
            frame.copy(
                    images,
                    image + i,
                    firstRow,
                    frame.height(),
                    team.workspace().of(member),
                    Alignment.FIRST + i * frame.imageStep());
        }
        return Alignment.FIRST;
    }
}
