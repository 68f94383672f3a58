package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.Team;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Extents;
import nunchi.cpu.step.Partition.Region;
import nunchi.tensor.Shape;

/// A matrix product, and where a cluster follows on its result, that too: tile by tile, while the values are in cache.
///
/// Where the right matrix lies transposed and the left has few rows (the gradient of a small batch), the transposed product
/// is computed instead, so that the large matrix is read as it lies: `Cᵀ = Bᵀ·Aᵀ`. Each value is the same chain either way.
public final class MatMulStep implements Step {
    private static final int MOST_SWAPPED_ROWS = 32;

    private final Product product;
    private final boolean swapped;
    private final Cluster cluster;
    private final int columns;
    /// What each task computes, and where that lies in the result.
    private final Region[] parts;
    private final Region[] goals;
    private final Team team;
    private final ProductTask[] tasks;
    private final Team.Work work = this::task;
    private long step;

    /// @param left   `[m, k]`
    /// @param right  `[k, n]`
    /// @param result `[m, n]`; null where a cluster takes the values
    /// @param depth  k
    public record Product(Matrix left, Matrix right, Buffer result, int depth) {}

    /// @param shape   `[m, n]`
    /// @param cluster reads the result as its local slot and writes it on; null for none
    public MatMulStep(Product product, Shape shape, Cluster cluster, Kernels kernels, Team team) {
        int rows = shape.extent(0);
        this.columns = shape.extent(1);
        this.swapped = product.right().columnStep() != 1 && rows <= MOST_SWAPPED_ROWS && columns > rows;
        this.product = swapped
                ? new Product(product.right().transposed(), product.left().transposed(), product.result(), product.depth())
                : product;
        Extents extents = swapped ? new Extents(columns, rows, product.depth()) : new Extents(rows, columns, product.depth());
        this.cluster = cluster;
        Tiles tiles = kernels.tiles();
        Partition partition = Partition.of(extents, this.product.right(), tiles, team.size());
        this.parts = partition.parts(extents);
        this.goals = swapped ? Arrays.stream(parts).map(Region::turned).toArray(Region[]::new) : parts;
        this.team = team;
        this.tasks = new ProductTask[team.size()];
        for (int member = 0; member < tasks.length; member++) {
            tasks[member] = new ProductTask(this.product, tiles, partition);
        }
        team.workspace().reserve(tasks[0].workspace() + (cluster == null ? 0 : cluster.workspace()));
    }

    @Override
    public void run(long now) {
        step = now;
        team.run(parts.length, work);
    }

    private void task(int task, int member) {
        float[] memory = team.workspace().of(member);
        Region goal = goals[task];
        if (cluster == null) {
            aim(tasks[member], product.result().array(), product.result().offset() + goal.row() * columns + goal.column(), columns, false);
            tasks[member].compute(parts[task], memory);
        } else {
            thenCluster(tasks[member], parts[task], goal, member);
        }
    }

    private void aim(ProductTask task, float[] values, int first, int stride, boolean spills) {
        task.aim(values, first, swapped ? 1 : stride, swapped ? stride : 1, spills);
    }

    private void thenCluster(ProductTask task, Region part, Region goal, int member) {
        int width = goal.columnEnd() - goal.column();
        float[] memory = team.workspace().of(member);
        int local = task.local();
        int stride = task.localStride(width);
        aim(task, memory, local, stride, true);
        task.compute(part, memory);
        Cursor cursor = cluster.begin(member, step, memory, Alignment.FIRST + task.workspace());
        if (stride == columns) {
            cluster.run(cursor, goal.row() * columns, goal.rowEnd() * columns, memory, local);
            return;
        }
        for (int row = goal.row(); row < goal.rowEnd(); row++) {
            int first = row * columns + goal.column();
            cluster.run(cursor, first, first + width, memory, local + (row - goal.row()) * stride);
        }
    }
}
