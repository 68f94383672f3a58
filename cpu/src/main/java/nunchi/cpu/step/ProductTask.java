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
    private float[] goal;
    private int goalFirst;
    private int goalRowStep;
    private int goalColumnStep;
    private boolean spills;
    /// The strip at work: some columns of the part, as wide as a tile, over one stretch of the depth.
    private int depthFrom;
    private int stripColumn;
    private int stripWidth;
    private int stripVectors;

    ProductTask(Product product, Tiles tiles, Partition partition) {
        this.product = product;
        this.tiles = tiles;
        this.partition = partition;
    }

    /// Says where the result goes: element (i, j) of the task's part to `first + i·rowStep + j·columnStep`.
    ///
    /// @param mayExceed whether a tile may write beyond the end of a row, where the next row is still to come
    void aim(float[] values, int first, int rowStep, int columnStep, boolean mayExceed) {
        goal = values;
        goalFirst = first;
        goalRowStep = rowStep;
        goalColumnStep = columnStep;
        spills = mayExceed;
    }

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

    /// Computes some rows and columns of the product, to where it was aimed.
    void compute(Region part, float[] workspace) {
        memory = workspace;
        int lanes = tiles.lanes();
        for (int from = 0; from < product.depth(); from += DEPTH) {
            panel.depth = Math.min(DEPTH, product.depth() - from);
            panel.accumulate = from > 0;
            for (int j = part.column(); j < part.columnEnd(); ) {
                depthFrom = from;
                stripColumn = j - part.column();
                stripVectors = tiles.width((part.columnEnd() - j + lanes - 1) / lanes);
                stripWidth = Math.min(stripVectors * lanes, part.columnEnd() - j);
                place(j);
                rows(part);
                j += stripWidth;
            }
        }
    }

    /// Points the panel at the right matrix, or at a packed copy.
    private void place(int column) {
        Matrix right = product.right();
        int first = right.buffer().offset() + depthFrom * right.rowStep() + column * right.columnStep();
        if (!partition.packed()) {
            panel.b = right.buffer().array();
            panel.bo = first;
            panel.bStep = right.rowStep();
            return;
        }
        panel.b = memory;
        panel.bo = packed();
        panel.bStep = stripVectors * tiles.lanes();
        pack(right, first, panel.bStep);
    }

    private void pack(Matrix right, int first, int packedWidth) {
        float[] source = right.buffer().array();
        if (right.columnStep() == 1) {
            for (int p = 0; p < panel.depth; p++) {
                System.arraycopy(source, first + p * right.rowStep(), memory, packed() + p * packedWidth, stripWidth);
            }
            return;
        }
        for (int j = 0; j < stripWidth; j++) {
            int from = first + j * right.columnStep();
            for (int p = 0; p < panel.depth; p++) {
                memory[packed() + p * packedWidth + j] = source[from + p * right.rowStep()];
            }
        }
    }

    private void rows(Region part) {
        Matrix left = product.left();
        int tileRows = tiles.rows(stripVectors);
        boolean direct = direct(part);
        panel.aRow = left.rowStep();
        panel.aStep = left.columnStep();
        for (int i = part.row(); i < part.rowEnd(); i += tileRows) {
            panel.rows = Math.min(tileRows, part.rowEnd() - i);
            int a = left.buffer().offset() + i * left.rowStep() + depthFrom * left.columnStep();
            int c = goalFirst + (i - part.row()) * goalRowStep + stripColumn * goalColumnStep;
            if (direct) {
                panel.cRow = goalRowStep;
                tiles.run(stripVectors, panel, left.buffer().array(), a, goal, c);
            } else {
                throughEdge(a, c);
            }
        }
    }

    /// Whether tiles can write whole vectors to where the result goes.
    private boolean direct(Region part) {
        int tileWidth = stripVectors * tiles.lanes();
        boolean alone = stripWidth == part.columnEnd() - part.column() && product.depth() <= DEPTH;
        boolean room = stripColumn + tileWidth <= goalRowStep;
        return goalColumnStep == 1 && (stripWidth == tileWidth || spills && (alone || room));
    }

    /// A tile that sticks out of the result, or must be turned: computed aside and copied.
    private void throughEdge(int a, int c) {
        int tileWidth = stripVectors * tiles.lanes();
        if (panel.accumulate) {
            for (int i = 0; i < panel.rows; i++) {
                for (int j = 0; j < stripWidth; j++) {
                    memory[edge() + i * tileWidth + j] = goal[c + i * goalRowStep + j * goalColumnStep];
                }
            }
        }
        panel.cRow = tileWidth;
        tiles.run(stripVectors, panel, product.left().buffer().array(), a, memory, edge());
        for (int i = 0; i < panel.rows; i++) {
            for (int j = 0; j < stripWidth; j++) {
                goal[c + i * goalRowStep + j * goalColumnStep] = memory[edge() + i * tileWidth + j];
            }
        }
    }
}
