package nunchi.cpu.step;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.step.Partition.Region;
import nunchi.tensor.FlushToZero;

/// One thread's part in a matrix product. Its workspace holds a packed panel, a tile at the edge, and a result that
/// goes on into a cluster.
final class ProductTask {
    /// The depth of one stretch of the chains: a panel of it stays in the second-level cache.
    private static final int DEPTH = 512;
    private static final int MOST_TILE_VALUES = 12 * 64;

    private final Operands operands;
    private final Tiles tiles;
    private final Arithmetic arithmetic;
    private final Partition partition;
    private final boolean flushes;
    private final int workspace;
    private final Panel panel = new Panel();
    private final LeftTiles leftTiles;
    private float[] memory;
    private float[] right;
    private int rightFirst;
    private int depth;
    private boolean goesOn;
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

    /// How the elements of the matrices lie, wherever these begin: of the right one (p, j) at
    /// `p·rowStep + j·columnStep`, unless it lies in [Panels].
    record Operands(Left left, int rightRowStep, int rightColumnStep, boolean panels) {
        Operands(Left left, int rightRowStep, int rightColumnStep) {
            this(left, rightRowStep, rightColumnStep, false);
        }

        static Operands panels(Left left) {
            return new Operands(left, 0, 0, true);
        }
    }

    /// @param flushes   whether the task itself sets subnormal values to 0, instead of who takes its result
    /// @param workspace from where on a thread's workspace is this task's
    ProductTask(Operands operands, Kernels kernels, Partition partition, boolean flushes, int workspace) {
        this.operands = operands;
        this.tiles = kernels.tiles();
        this.arithmetic = kernels.arithmetic();
        this.partition = partition;
        this.flushes = flushes;
        this.workspace = workspace;
        this.depth = operands.left().depth();
        this.leftTiles = new LeftTiles(operands.left(), tiles, panel, DEPTH, copy());
    }

    /// Says that only the first products of every chain are there.
    ///
    /// @param continued whether the chains go on from what the result holds, instead of 0
    void sum(int products, boolean continued) {
        depth = products;
        goesOn = continued;
    }

    /// Says where the left and the right matrix begin.
    void takeLeft(float[] values, int first) {
        leftTiles.take(values, first);
    }

    void takeRight(float[] values, int first) {
        right = values;
        rightFirst = first;
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

    /// The result goes this many columns further on than so far.
    void shift(int columns) {
        goalFirst += columns * goalColumnStep;
    }

    /// Where in the workspace a packed panel lies; behind it a copy of a tile's left rows, a tile at the edge, and then
    /// a result that goes on.
    private int packed() {
        return workspace;
    }

    private int copy() {
        return packed() + (partition.packed() ? DEPTH * tiles.widest() * tiles.lanes() : 0);
    }

    private int edge() {
        return copy() + LeftTiles.workspace(operands.left(), DEPTH);
    }

    int local() {
        return edge() + MOST_TILE_VALUES;
    }

    /// How far apart the rows of a result that goes on are: without a gap where tiles may write beyond their ends,
    /// since the next row comes after; with room for whole vectors where the chains are cut and each row is met several
    /// times.
    int localStride(int width) {
        return operands.left().depth() <= DEPTH ? width : Alignment.roundUp(width);
    }

    /// Where in the workspace this task's part ends.
    int workspaceEnd() {
        int columns = Alignment.roundUp(partition.columnBlock());
        return local() + Alignment.roundUp(partition.rowChunk() * columns + tiles.widest() * tiles.lanes());
    }

    /// Computes some rows and columns of the product, to where it was aimed.
    void compute(Region part, float[] workspaceOfThread) {
        memory = workspaceOfThread;
        int lanes = tiles.lanes();
        for (int from = 0; from < depth; from += DEPTH) {
            panel.depth = Math.min(DEPTH, depth - from);
            panel.accumulate = goesOn || from > 0;
            for (int j = part.column(); j < part.columnEnd(); ) {
                depthFrom = from;
                stripColumn = j - part.column();
                int rest = operands.panels() ? Alignment.roundUp(part.columnEnd() - j) : part.columnEnd() - j;
                stripVectors = tiles.width((rest + lanes - 1) / lanes);
                stripWidth = Math.min(stripVectors * lanes, part.columnEnd() - j);
                place(j);
                rows(part);
                j += stripWidth;
            }
        }
        if (flushes) {
            flush(part.rowEnd() - part.row(), part.columnEnd() - part.column());
        }
    }

    /// Lines of the result that follow each other without a gap are one run.
    private void flush(int rows, int columns) {
        boolean turned = goalColumnStep != 1;
        int lines = turned ? columns : rows;
        int length = turned ? rows : columns;
        int step = turned ? goalColumnStep : goalRowStep;
        if (length == step) {
            flushRun(goalFirst, lines * length);
            return;
        }
        for (int line = 0; line < lines; line++) {
            flushRun(goalFirst + line * step, length);
        }
    }

    private void flushRun(int first, int length) {
        arithmetic.flush(goal, first, goal, first, FlushToZero.SMALLEST, length);
    }

    /// Points the panel at the right matrix, or at a packed copy.
    private void place(int column) {
        if (operands.panels()) {
            panel.b = right;
            panel.bStep = stripVectors * tiles.lanes();
            panel.bo = rightFirst + column * operands.left().depth() + depthFrom * panel.bStep;
            return;
        }
        int first = rightFirst + depthFrom * operands.rightRowStep() + column * operands.rightColumnStep();
        if (!partition.packed()) {
            panel.b = right;
            panel.bo = first;
            panel.bStep = operands.rightRowStep();
            return;
        }
        panel.b = memory;
        panel.bo = packed();
        panel.bStep = stripVectors * tiles.lanes();
        pack(first, panel.bStep);
    }

    private void pack(int first, int packedWidth) {
        float[] source = right;
        int rowStep = operands.rightRowStep();
        if (operands.rightColumnStep() == 1) {
            for (int p = 0; p < panel.depth; p++) {
                System.arraycopy(source, first + p * rowStep, memory, packed() + p * packedWidth, stripWidth);
            }
            return;
        }
        for (int j = 0; j < stripWidth; j++) {
            int from = first + j * operands.rightColumnStep();
            for (int p = 0; p < panel.depth; p++) {
                memory[packed() + p * packedWidth + j] = source[from + p * rowStep];
            }
        }
    }

    private void rows(Region part) {
        int tileRows = tiles.rows(stripVectors);
        boolean direct = direct(part);
        panel.first = depthFrom;
        for (int i = part.row(); i < part.rowEnd(); i += panel.rows) {
            panel.rows = leftTiles.rows(i, Math.min(tileRows, part.rowEnd() - i), stripVectors);
            int c = goalFirst + (i - part.row()) * goalRowStep + stripColumn * goalColumnStep;
            if (direct) {
                panel.cRow = goalRowStep;
                leftTiles.run(i, stripVectors, memory, goal, c);
            } else {
                throughEdge(i, c);
            }
        }
    }

    /// Whether tiles can write whole vectors to where the result goes.
    private boolean direct(Region part) {
        int tileWidth = stripVectors * tiles.lanes();
        boolean alone = stripWidth == part.columnEnd() - part.column() && depth <= DEPTH;
        boolean room = stripColumn + tileWidth <= goalRowStep;
        return goalColumnStep == 1 && (stripWidth == tileWidth || spills && (alone || room));
    }

    /// A tile that sticks out of the result, or must be turned: computed aside and copied.
    private void throughEdge(int row, int c) {
        int tileWidth = stripVectors * tiles.lanes();
        if (panel.accumulate) {
            for (int i = 0; i < panel.rows; i++) {
                for (int j = 0; j < stripWidth; j++) {
                    memory[edge() + i * tileWidth + j] = goal[c + i * goalRowStep + j * goalColumnStep];
                }
            }
        }
        panel.cRow = tileWidth;
        leftTiles.run(row, stripVectors, memory, memory, edge());
        for (int i = 0; i < panel.rows; i++) {
            for (int j = 0; j < stripWidth; j++) {
                goal[c + i * goalRowStep + j * goalColumnStep] = memory[edge() + i * tileWidth + j];
            }
        }
    }
}
