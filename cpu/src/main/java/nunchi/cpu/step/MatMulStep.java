package nunchi.cpu.step;

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
    private final Extents extents;
    private final boolean swapped;
    private final Cluster cluster;
    private final int columns;
    private final Partition partition;
    private final Tiles tiles;
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
        this.extents = swapped ? new Extents(columns, rows, product.depth()) : new Extents(rows, columns, product.depth());
        this.cluster = cluster;
        this.tiles = kernels.tiles();
        this.partition = Partition.of(extents, this.product.right(), tiles, team.size());
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
        team.run(partition.tasks(extents), work);
    }

    private void task(int task, int member) {
        int blocks = partition.columnBlocks(extents);
        int row = task / blocks * partition.rowChunk();
        int column = task % blocks * partition.columnBlock();
        Region part = new Region(row, Math.min(row + partition.rowChunk(), extents.rows()),
                column, Math.min(column + partition.columnBlock(), extents.columns()));
        if (cluster == null) {
            Region goal = swapped ? part.turned() : part;
            int first = product.result().offset() + goal.row() * columns + goal.column();
            tasks[member].compute(part, target(product.result().array(), first, columns, false), team.workspace().of(member));
        } else {
            thenCluster(tasks[member], part, member);
        }
    }

    private ProductTask.Target target(float[] values, int first, int stride, boolean spills) {
        return new ProductTask.Target(values, first, swapped ? 1 : stride, swapped ? stride : 1, spills);
    }

    private void thenCluster(ProductTask task, Region part, int member) {
        Region goal = swapped ? part.turned() : part;
        int width = goal.columnEnd() - goal.column();
        float[] memory = team.workspace().of(member);
        int local = task.local();
        int stride = task.localStride(width);
        task.compute(part, target(memory, local, stride, true), memory);
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
