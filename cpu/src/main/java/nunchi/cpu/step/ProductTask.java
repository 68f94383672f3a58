package nunchi.cpu.step;

import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.step.MatMulStep.Product;
import nunchi.cpu.step.Partition.Region;

/// One thread's part in matrix products: the memory for a packed panel, for tiles at the edges, and for a result that goes on
/// into a cluster.
final class ProductTask {
    /// The depth of one stretch of the chains: a panel of it stays in the second-level cache.
    private static final int DEPTH = 512;
    private static final int MOST_TILE_VALUES = 12 * 64;

    private final Product product;
    private final Tiles tiles;
    private final Partition partition;
    private final Panel panel = new Panel();
    private final float[] packed;
    private final float[] edge = new float[MOST_TILE_VALUES];
    private float[] local;

    ProductTask(Product product, Tiles tiles, Partition partition) {
        this.product = product;
        this.tiles = tiles;
        this.partition = partition;
        this.packed = partition.packed() ? new float[DEPTH * tiles.widest() * tiles.lanes()] : null;
    }

    /// Where the result goes: element (i, j) of the task's part at `first + i·rowStep + j·columnStep`.
    record Target(float[] values, int first, int rowStep, int columnStep) {}

    /// Memory for a task's result.
    float[] local() {
        if (local == null) {
            int slack = tiles.widest() * tiles.lanes();
            local = new float[partition.rowChunk() * partition.columnBlock() + slack];
        }
        return local;
    }

    /// Computes some rows and columns of the product.
    void compute(Region part, Target target) {
        for (int from = 0; from < product.depth(); from += DEPTH) {
            panel.depth = Math.min(DEPTH, product.depth() - from);
            panel.accumulate = from > 0;
            int lanes = tiles.lanes();
            for (int j = part.column(); j < part.columnEnd(); ) {
                int vectors = tiles.width((part.columnEnd() - j + lanes - 1) / lanes);
                int width = Math.min(vectors * lanes, part.columnEnd() - j);
                place(from, j, width, vectors * lanes);
                rows(part, new Strip(from, j - part.column(), width, vectors), target);
                j += width;
            }
        }
    }

    /// Some columns of the task, as wide as a tile.
    private record Strip(int depthFrom, int column, int width, int vectors) {}

    /// Points the panel at the right matrix, or at a packed copy.
    private void place(int from, int column, int width, int packedWidth) {
        Matrix right = product.right();
        int first = right.buffer().offset() + from * right.rowStep() + column * right.columnStep();
        if (packed == null) {
            panel.b = right.buffer().array();
            panel.bo = first;
            panel.bStep = right.rowStep();
            return;
        }
        panel.b = packed;
        panel.bo = 0;
        panel.bStep = packedWidth;
        pack(right, first, width, packedWidth);
    }

    private void pack(Matrix right, int first, int width, int packedWidth) {
        float[] source = right.buffer().array();
        if (right.columnStep() == 1) {
            for (int p = 0; p < panel.depth; p++) {
                System.arraycopy(source, first + p * right.rowStep(), packed, p * packedWidth, width);
            }
            return;
        }
        for (int j = 0; j < width; j++) {
            int from = first + j * right.columnStep();
            for (int p = 0; p < panel.depth; p++) {
                packed[p * packedWidth + j] = source[from + p * right.rowStep()];
            }
        }
    }

    private void rows(Region part, Strip strip, Target target) {
        Matrix left = product.left();
        int tileRows = tiles.rows(strip.vectors());
        boolean direct = target.columnStep() == 1 && strip.width() == strip.vectors() * tiles.lanes();
        panel.aRow = left.rowStep();
        panel.aStep = left.columnStep();
        for (int i = part.row(); i < part.rowEnd(); i += tileRows) {
            panel.rows = Math.min(tileRows, part.rowEnd() - i);
            int a = left.buffer().offset() + i * left.rowStep() + strip.depthFrom() * left.columnStep();
            int c = target.first() + (i - part.row()) * target.rowStep() + strip.column() * target.columnStep();
            if (direct) {
                panel.cRow = target.rowStep();
                tiles.run(strip.vectors(), panel, left.buffer().array(), a, target.values(), c);
            } else {
                throughEdge(a, c, strip, target);
            }
        }
    }

    /// A tile that sticks out of the result, or must be turned: computed aside and copied.
    private void throughEdge(int a, int c, Strip strip, Target target) {
        int tileWidth = strip.vectors() * tiles.lanes();
        if (panel.accumulate) {
            for (int i = 0; i < panel.rows; i++) {
                for (int j = 0; j < strip.width(); j++) {
                    edge[i * tileWidth + j] = target.values()[c + i * target.rowStep() + j * target.columnStep()];
                }
            }
        }
        panel.cRow = tileWidth;
        tiles.run(strip.vectors(), panel, product.left().buffer().array(), a, edge, 0);
        for (int i = 0; i < panel.rows; i++) {
            for (int j = 0; j < strip.width(); j++) {
                target.values()[c + i * target.rowStep() + j * target.columnStep()] = edge[i * tileWidth + j];
            }
        }
    }
}
