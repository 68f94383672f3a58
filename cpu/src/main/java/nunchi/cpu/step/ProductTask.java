package nunchi.cpu.step;

import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.step.MatMulStep.Product;
import nunchi.cpu.step.Partition.Region;

/// One thread's part in a matrix product. Its workspace holds a packed panel, a tile at the edge, and a result that goes on into
/// a cluster.
final class ProductTask {
    /// The depth of one stretch of the chains: a panel of it stays in the second-level cache.
    private static final int DEPTH = 512;
    private static final int MOST_TILE_VALUES = 12 * 64;

    private final Product product;
    private final Tiles tiles;
    private final Partition partition;
    private final Panel panel = new Panel();
    private float[] memory;

    ProductTask(Product product, Tiles tiles, Partition partition) {
        this.product = product;
        this.tiles = tiles;
        this.partition = partition;
    }

    /// Where the result goes: element (i, j) of the task's part at `first + i·rowStep + j·columnStep`.
    ///
    /// @param spills whether a tile may write beyond the end of a row, where the next row is still to come
    record Target(float[] values, int first, int rowStep, int columnStep, boolean spills) {}

    /// Where in the workspace a packed panel lies; behind it a tile at the edge, and then a result that goes on.
    private int packed() {
        return Alignment.FIRST;
    }

    private int edge() {
        return packed() + (partition.packed() ? DEPTH * tiles.widest() * tiles.lanes() : 0);
    }

    int local() {
        return edge() + MOST_TILE_VALUES;
    }

    /// How far apart the rows of a result that goes on are: without a gap where tiles may write beyond their ends, since the next
    /// row comes after; with room for whole vectors where the chains are cut and each row is met several times.
    int localStride(int width) {
        return product.depth() <= DEPTH ? width : Alignment.roundUp(width);
    }

    /// The floats of workspace that a task needs.
    int workspace() {
        int columns = Alignment.roundUp(partition.columnBlock());
        return Alignment.roundUp(local() + partition.rowChunk() * columns + tiles.widest() * tiles.lanes());
    }

    /// Computes some rows and columns of the product.
    void compute(Region part, Target target, float[] workspace) {
        memory = workspace;
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
        if (!partition.packed()) {
            panel.b = right.buffer().array();
            panel.bo = first;
            panel.bStep = right.rowStep();
            return;
        }
        panel.b = memory;
        panel.bo = packed();
        panel.bStep = packedWidth;
        pack(right, first, width, packedWidth);
    }

    private void pack(Matrix right, int first, int width, int packedWidth) {
        float[] source = right.buffer().array();
        if (right.columnStep() == 1) {
            for (int p = 0; p < panel.depth; p++) {
                System.arraycopy(source, first + p * right.rowStep(), memory, packed() + p * packedWidth, width);
            }
            return;
        }
        for (int j = 0; j < width; j++) {
            int from = first + j * right.columnStep();
            for (int p = 0; p < panel.depth; p++) {
                memory[packed() + p * packedWidth + j] = source[from + p * right.rowStep()];
            }
        }
    }

    private void rows(Region part, Strip strip, Target target) {
        Matrix left = product.left();
        int tileRows = tiles.rows(strip.vectors());
        boolean whole = strip.width() == strip.vectors() * tiles.lanes();
        boolean alone = strip.width() == part.columnEnd() - part.column() && product.depth() <= DEPTH;
        boolean room = strip.column() + strip.vectors() * tiles.lanes() <= target.rowStep();
        boolean direct = target.columnStep() == 1 && (whole || target.spills() && (alone || room));
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
                    memory[edge() + i * tileWidth + j] = target.values()[c + i * target.rowStep() + j * target.columnStep()];
                }
            }
        }
        panel.cRow = tileWidth;
        tiles.run(strip.vectors(), panel, product.left().buffer().array(), a, memory, edge());
        for (int i = 0; i < panel.rows; i++) {
            for (int j = 0; j < strip.width(); j++) {
                target.values()[c + i * target.rowStep() + j * target.columnStep()] = memory[edge() + i * tileWidth + j];
            }
        }
    }
}
