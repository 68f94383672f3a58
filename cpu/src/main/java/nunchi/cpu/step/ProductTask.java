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
    private static final int MOST_TILE_VALUES = 12 * 64;

    private final Operands operands;
    private final Tiles tiles;
    private final Arithmetic arithmetic;
    private final Partition partition;
    private final boolean flushes;
    private final int workspace;
    private final Panel panel = new Panel();
    private final LeftTiles leftTiles;
    private final Strips strips;

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
        this.strips = new Strips(tiles, partition.columnBlock(), partition.mostVectors(), operands.panels());
        this.leftTiles = new LeftTiles(operands.left(), tiles, panel, partition.depth(), copy());
    }

    /// Where in the workspace a packed panel lies; behind it a copy of a tile's left rows, a tile at the edge, and then
    /// a result that goes on.
    private int packed() {
        return workspace;
    }

    private int copy() {
        int columns = tiles.widest() * tiles.lanes() + Alignment.roundUp(partition.columnBlock());
        return packed() + (partition.packed() ? partition.depth() * columns : 0);
    }

    private int edge() {
        return copy() + LeftTiles.workspace(operands.left(), partition.depth());
    }

    int local() {
        return edge() + MOST_TILE_VALUES;
    }

    /// How far apart the rows of a result that goes on are: without a gap where tiles may write beyond their ends,
    /// since the next row comes after; with room for whole vectors where the chains are cut and each row is met several
    /// times.
    int localStride(int width) {
        return operands.left().depth() <= partition.depth() ? width : Alignment.roundUp(width);
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
        strips.cut(region.columnEnd() - region.column());
        for (int from = 0; from < part.depth(); from += partition.depth()) {
            panel.depth = Math.min(partition.depth(), part.depth() - from);
            panel.accumulate = part.continued() || from > 0;
            panel.first = from;
            if (partition.packed()) {
                pack(part, memory);
            }
            for (int strip = 0; strip < strips.count(); strip++) {
                place(part, strip, memory);
                rows(part, strip, memory);
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

    /// Points the panel at a strip of the right matrix, or of its packed copy.
    private void place(ProductPart part, int strip, float[] memory) {
        Place right = part.right();
        int column = part.region().column() + strips.column(strip);
        if (partition.packed()) {
            panel.b = memory;
            panel.bStep = strips.tileWidth(strip);
            panel.bo = packed() + strips.column(strip) * panel.depth;
            return;
        }
        panel.b = right.array(memory);
        panel.bStep = operands.panels() ? strips.tileWidth(strip) : operands.rightRowStep();
        panel.bo = right.first()
                + panel.first * panel.bStep
                + column * (operands.panels() ? operands.left().depth() : operands.rightColumnStep());
    }

    /// Copies the right matrix's part over this stretch into strips, one after the other, each `[depth, width]`.
    private void pack(ProductPart part, float[] memory) {
        float[] source = part.right().array(memory);
        int first = part.right().first()
                + panel.first * operands.rightRowStep()
                + part.region().column() * operands.rightColumnStep();
        if (operands.rightColumnStep() == 1) {
            packRows(source, first, memory);
        } else {
            for (int strip = 0; strip < strips.count(); strip++) {
                packColumns(source, first, strip, memory);
            }
        }
    }

    /// Each row as a whole, as it lies in memory.
    private void packRows(float[] source, int first, float[] memory) {
        for (int p = 0; p < panel.depth; p++) {
            int row = first + p * operands.rightRowStep();
            for (int strip = 0; strip < strips.count(); strip++) {
                int column = strips.column(strip);
                int to = packed() + column * panel.depth + p * strips.tileWidth(strip);
                arithmetic.copy(memory, to, source, row + column, strips.width(strip));
            }
        }
    }

    private void packColumns(float[] source, int first, int strip, float[] memory) {
        int rowStep = operands.rightRowStep();
        int width = strips.tileWidth(strip);
        int to = packed() + strips.column(strip) * panel.depth;
        for (int j = 0; j < strips.width(strip); j++) {
            int from = first + (strips.column(strip) + j) * operands.rightColumnStep();
            for (int p = 0; p < panel.depth; p++) {
                memory[to + p * width + j] = source[from + p * rowStep];
            }
        }
    }

    private void rows(ProductPart part, int strip, float[] memory) {
        Region region = part.region();
        Target target = part.target();
        float[] goal = target.place().array(memory);
        int first = target.place().first() + strips.column(strip) * target.columnStep();
        int vectors = strips.vectors(strip);
        int tileRows = tiles.rows(partition.bothPacked() ? partition.mostVectors() : vectors);
        boolean direct = direct(part, strip);
        for (int i = region.row(); i < region.rowEnd(); i += panel.rows) {
            panel.rows = leftTiles.rows(i, Math.min(tileRows, region.rowEnd() - i), vectors);
            int c = first + (i - region.row()) * target.rowStep();
            if (direct) {
                panel.cRow = target.rowStep();
                leftTiles.run(i, vectors, memory, goal, c);
            } else {
                throughEdge(i, strip, target, memory, c);
            }
        }
    }

    /// Whether tiles can write whole vectors to where the result goes.
    private boolean direct(ProductPart part, int strip) {
        Target target = part.target();
        int tileWidth = strips.tileWidth(strip);
        int width = strips.width(strip);
        boolean alone = strips.count() == 1 && part.depth() <= partition.depth();
        boolean room = strips.column(strip) + tileWidth <= target.rowStep();
        return target.columnStep() == 1 && (width == tileWidth || target.exceeds() && (alone || room));
    }

    /// A tile that sticks out of the result, or must be turned: computed aside and copied.
    private void throughEdge(int row, int strip, Target target, float[] memory, int c) {
        float[] goal = target.place().array(memory);
        int tileWidth = strips.tileWidth(strip);
        int width = strips.width(strip);
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
        leftTiles.run(row, strips.vectors(strip), memory, memory, edge());
        for (int i = 0; i < panel.rows; i++) {
            for (int j = 0; j < width; j++) {
                goal[c + i * rowStep + j * columnStep] = memory[edge() + i * tileWidth + j];
            }
        }
    }
}
