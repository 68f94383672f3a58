package nunchi.cpu.step;

import nunchi.backend.MatrixView;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.InWorkspace;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.step.ProductPart.Target;
import nunchi.cpu.step.ProductTask.Operands;
import nunchi.cpu.thread.ThreadPool;

/// One thread's products of some queries, moved as the points are, with a block of points.
final class ScoreTask {
    /// Queries of a product: they stay in the second-level cache, and are whole tiles of any height.
    static final int QUERIES = 96;

    private final PackedPoints points;
    private final ThreadPool team;
    private final ProductTask product;
    private final float[] moved;
    private final int width;
    private final Place left;
    private final Place right;
    private final Target target;
    private int queries;

    /// @param width points of a block
    ScoreTask(PackedPoints points, int width, Kernels kernels, ThreadPool team) {
        int depth = points.points().columns();
        this.points = points;
        this.team = team;
        this.width = width;
        Left rows = new Left(Left.ramp(QUERIES, depth), Left.ramp(depth, 1));
        this.product = new ProductTask(
                Operands.panels(rows), kernels, Partition.inPlace(QUERIES, width), true, Alignment.FIRST);
        this.moved = new float[Math.multiplyExact(QUERIES, depth)];
        this.left = new InBuffer(Buffer.over(moved, 0, moved.length), 0);
        this.right = points.place();
        this.target = new Target(new InWorkspace(product.local()), width, 1, true);
        team.workspace().reserve(product.workspaceEnd());
    }

    void take(MatrixView rows, int first, int count) {
        queries = count;
        for (int i = 0; i < count; i++) {
            points.move(rows, first + i, moved, i * rows.columns());
        }
    }

    /// Computes `q·p` for a block of points; that of the query's number i and the block's first point lies at [#at].
    ///
    /// @return the array where the products are
    float[] compute(int block, int member) {
        float[] memory = team.workspace().of(member);
        Region region = new Region(0, queries, points.first(block), points.end(block));
        product.compute(
                new ProductPart(region, left, right, target, points.points().columns(), false), memory);
        return memory;
    }

    int at(int query) {
        return product.local() + query * width;
    }
}
