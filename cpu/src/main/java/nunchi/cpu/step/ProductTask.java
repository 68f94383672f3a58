package nunchi.cpu.step;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.kernel.Panel;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.step.ProductPart.Target;
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
    private final Strip strip = new Strip();

    /// What is at work within one call: some columns of the part, as wide as a tile, over one stretch of the depth.
    private static final class Strip {
        private int depthFrom;
        private int column;
        private int width;
        private int vectors;
    }

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
        this.leftTiles = new LeftTiles(operands.left(), tiles, panel, DEPTH, copy());
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

    /// Computes a part of the product. A task remembers nothing from one call to the next.
    ///
    /// @param memory the thread's workspace
    void compute(ProductPart part, float[] memory) {
        Region region = part.region();
        leftTiles.take(part.left().array(memory), part.left().first());
        for (int from = 0; from < part.depth(); from += DEPTH) {
            panel.depth = Math.min(DEPTH, part.depth() - from);
            panel.accumulate = part.continued() || from > 0;
            strip.depthFrom = from;
            for (int j = region.column(); j < region.columnEnd(); j += strip.width) {
                int rest = region.columnEnd() - j;
                int padded = operands.panels() ? Alignment.roundUp(rest) : rest;
                strip.column = j - region.column();
                strip.vectors = tiles.width((padded + tiles.lanes() - 1) / tiles.lanes());
                strip.width = Math.min(strip.vectors * tiles.lanes(), rest);
                place(part.right(), j, memory);
                rows(part, memory);
            }
        }
        if (flushes) {
            flush(part.target(), region, memory);
        }
    }

    /// Lines of the result that follow each other without a gap are one run.
    private void flush(Target target, Region region, float[] memory) {
        int rows = region.rowEnd() - region.row();
        int columns = region.columnEnd() - region.column();
        boolean turned = target.columnStep() != 1;
        int lines = turned ? columns : rows;
        int length = turned ? rows : columns;
        int step = turned ? target.columnStep() : target.rowStep();
        float[] goal = target.place().array(memory);
        int first = target.place().first();
        if (length == step) {
            flushRun(goal, first, lines * length);
            return;
        }
        for (int line = 0; line < lines; line++) {
            flushRun(goal, first + line * step, length);
        }
    }

    private void flushRun(float[] goal, int first, int length) {
        arithmetic.flush(goal, first, goal, first, FlushToZero.SMALLEST, length);
    }

    /// Points the panel at the right matrix, or at a packed copy.
    private void place(Place right, int column, float[] memory) {
        if (operands.panels()) {
            panel.b = right.array(memory);
            panel.bStep = strip.vectors * tiles.lanes();
            panel.bo = right.first() + column * operands.left().depth() + strip.depthFrom * panel.bStep;
            return;
        }
        int first = right.first() + strip.depthFrom * operands.rightRowStep() + column * operands.rightColumnStep();
        if (!partition.packed()) {
            panel.b = right.array(memory);
            panel.bo = first;
            panel.bStep = operands.rightRowStep();
            return;
        }
        panel.b = memory;
        panel.bo = packed();
        panel.bStep = strip.vectors * tiles.lanes();
        pack(right.array(memory), first, memory);
    }

    private void pack(float[] source, int first, float[] memory) {
        int rowStep = operands.rightRowStep();
        if (operands.rightColumnStep() == 1) {
            for (int p = 0; p < panel.depth; p++) {
                System.arraycopy(source, first + p * rowStep, memory, packed() + p * panel.bStep, strip.width);
            }
            return;
        }
        int packedWidth = panel.bStep;
        for (int j = 0; j < strip.width; j++) {
            int from = first + j * operands.rightColumnStep();
            for (int p = 0; p < panel.depth; p++) {
                memory[packed() + p * packedWidth + j] = source[from + p * rowStep];
            }
        }
    }

    private void rows(ProductPart part, float[] memory) {
        Region region = part.region();
        Target target = part.target();
        float[] goal = target.place().array(memory);
        int first = target.place().first() + strip.column * target.columnStep();
        int tileRows = tiles.rows(strip.vectors);
        boolean direct = direct(part);
        panel.first = strip.depthFrom;
        for (int i = region.row(); i < region.rowEnd(); i += panel.rows) {
            panel.rows = leftTiles.rows(i, Math.min(tileRows, region.rowEnd() - i), strip.vectors);
            int c = first + (i - region.row()) * target.rowStep();
            if (direct) {
                panel.cRow = target.rowStep();
                leftTiles.run(i, strip.vectors, memory, goal, c);
            } else {
                throughEdge(i, target, memory, goal, c);
            }
        }
    }

    /// Whether tiles can write whole vectors to where the result goes.
    private boolean direct(ProductPart part) {
        Target target = part.target();
        int tileWidth = strip.vectors * tiles.lanes();
        int columns = part.region().columnEnd() - part.region().column();
        boolean alone = strip.width == columns && part.depth() <= DEPTH;
        boolean room = strip.column + tileWidth <= target.rowStep();
        return target.columnStep() == 1 && (strip.width == tileWidth || target.exceeds() && (alone || room));
    }

    /// A tile that sticks out of the result, or must be turned: computed aside and copied.
    private void throughEdge(int row, Target target, float[] memory, float[] goal, int c) {
        int tileWidth = strip.vectors * tiles.lanes();
        int width = strip.width;
        int rowStep = target.rowStep();
        int columnStep = target.columnStep();
        if (panel.accumulate) {
            for (int i = 0; i < panel.rows; i++) {
                for (int j = 0; j < width; j++) {
                    memory[edge() + i * tileWidth + j] = goal[c + i * rowStep + j * columnStep];
                }
            }
        }
        panel.cRow = tileWidth;
        leftTiles.run(row, strip.vectors, memory, memory, edge());
        for (int i = 0; i < panel.rows; i++) {
            for (int j = 0; j < width; j++) {
                goal[c + i * rowStep + j * columnStep] = memory[edge() + i * tileWidth + j];
            }
        }
    }
}
