package nunchi.cpu.step;

import java.util.Arrays;
import java.util.function.IntFunction;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Extents;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.step.ProductTask.Operands;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A matrix product, and where a cluster follows on its result, that too: tile by tile, while the values are in cache.
///
/// Where the right matrix lies transposed and the left has few rows (the gradient of a small batch), the transposed
/// product is computed instead, so that the large matrix is read as it lies: `Cᵀ = Bᵀ·Aᵀ`. Each value is the same chain
/// either way.
///
/// Where there are several products of equal extents, their matrices lie one after the other, and so do their results,
/// as the rows of one matrix; the tasks of all are shared out at once.
public final class MatMulStep implements Step {
    private static final int MOST_SWAPPED_ROWS = 32;

    private final ProductGoal goal;
    /// What each task computes, and where that lies in the result.
    private final ProductPart[] parts;
    private final Region[] goals;
    private final ThreadPool team;
    private final @Nullable LeftPacking packing;
    private final ProductTask[] tasks;
    private final ThreadPool.Work work = this::task;
    private long step;

    /// @param left   `[m, k]`
    /// @param right  `[k, n]`
    /// @param depth k
    public record Product(Matrix left, Matrix right, int depth) {}

    /// @param shape   `[…, m, n]`, with leading axes for as many products
    /// @param scratch gives a buffer of so many floats that the step works in
    public MatMulStep(Product operands, Shape shape, ProductGoal goal, Kernels kernels, IntFunction<Buffer> scratch) {
        int rows = shape.extent(-2);
        int columns = shape.last();
        int products = shape.size() / (rows * columns);
        boolean swapped = operands.right().columnStep() != 1 && rows <= MOST_SWAPPED_ROWS && columns > rows;
        Matrix first = swapped ? operands.right().transposed() : operands.left();
        Matrix second = swapped ? operands.left().transposed() : operands.right();
        Extents extents = new Extents(rows, columns, operands.depth()).turned(swapped);
        this.goal = goal;
        this.team = goal.team();
        Tiles tiles = kernels.tiles();
        Partition partition = products == 1
                ? Partition.of(extents, second, tiles, team.size())
                : Partition.ofLeftInPlace(extents, second, tiles, 1);
        Region[] regions = partition.parts(extents);
        this.goals = goals(regions, swapped, products, rows);
        this.tasks = new ProductTask[team.size()];
        Left table = left(first, extents, partition, tiles);
        this.packing = partition.bothPacked() ? packing(first, table, scratch) : null;
        Operands tables = new Operands(table, second.rowStep(), second.columnStep());
        Arrays.setAll(
                tasks, member -> new ProductTask(tables, kernels, partition, goal.cluster() == null, Alignment.FIRST));
        Place a = packing == null ? new InBuffer(first.buffer(), 0) : packing.place();
        this.parts = new ProductPart[goals.length];
        for (int i = 0; i < parts.length; i++) {
            Place left = a.plus(i / regions.length * extents.rows() * extents.depth());
            Place right = new InBuffer(second.buffer(), i / regions.length * extents.columns() * extents.depth());
            ProductPart.Target target = goal.target(tasks[0], goals[i], swapped, true);
            parts[i] = new ProductPart(regions[i % regions.length], left, right, target, extents.depth(), false);
        }
        team.workspace().reserve(tasks[0].workspaceEnd() + goal.workspace());
    }

    /// Where the tasks of as many products lie in the result, one product's rows below those of the one before.
    private static Region[] goals(Region[] regions, boolean swapped, int products, int rows) {
        Region[] goals = new Region[products * regions.length];
        Arrays.setAll(goals, i -> {
            Region region = regions[i % regions.length];
            return (swapped ? region.turned() : region).down(i / regions.length * rows);
        });
        return goals;
    }

    private static Left left(Matrix matrix, Extents extents, Partition partition, Tiles tiles) {
        return partition.bothPacked()
                ? Left.packed(extents.rows(), extents.depth(), tiles.rows(partition.mostVectors()))
                : Left.of(matrix, extents.rows(), extents.depth());
    }

    private LeftPacking packing(Matrix matrix, Left left, IntFunction<Buffer> scratch) {
        int size = LeftPacking.size(left.rows(), left.depth(), left.groupRows());
        return new LeftPacking(matrix, left, scratch.apply(size), team);
    }

    @Override
    public void run(long now) {
        step = now;
        if (packing != null) {
            packing.run();
        }
        team.run(parts.length, work);
    }

    private void task(int index, int member) {
        ProductTask task = tasks[member];
        task.compute(parts[index], team.workspace().of(member));
        goal.finish(task, goals[index], member, step);
    }
}
