package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.kernel.Tiles;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.op.Cell;

/// Copies blocks of a recurrent weight `[units, gates · units]`, or of its transpose, into panels, once for all steps
/// of all sequences.
public final class RecurrentPanelStep implements Step {
    private final Blocks blocks;
    private final Panels panels;
    private final Buffer weight;
    private final Buffer packed;
    private final ThreadPool team;
    private final int[] strips;
    private final ThreadPool.Work work = this::task;

    /// Some blocks of columns, one per gate.
    ///
    /// @param gates      all blocks of the weight
    /// @param first      the first that is copied
    /// @param count      those that are copied
    /// @param transposed whether as the transpose; else each block is filled up with zeros to a cache line
    public record Blocks(int units, int gates, int first, int count, boolean transposed) {
        int depth() {
            return transposed ? count * units : units;
        }

        int columns() {
            return (transposed ? 1 : count) * Alignment.roundUp(units);
        }

        Panels panels(Tiles tiles) {
            return new Panels(1, depth(), columns(), columns(), tiles);
        }

        public int size() {
            return depth() * columns();
        }
    }

    /// The blocks that one product takes each: all, but of a GRU that resets before, the gates and then the candidate.
    ///
    /// @param transposed whether for the adjoints
    public static Blocks[] blocks(RecurrentShape shape, boolean transposed) {
        int gates = shape.cell().gates();
        return shape.cell() instanceof Cell.Gru(boolean resetAfter) && !resetAfter
                ? new Blocks[] {
                    new Blocks(shape.units(), gates, 0, 2, transposed),
                    new Blocks(shape.units(), gates, 2, 1, transposed)
                }
                : new Blocks[] {new Blocks(shape.units(), gates, 0, gates, transposed)};
    }

    /// @param packed of [Blocks#size]
    public RecurrentPanelStep(Blocks blocks, Buffer weight, Buffer packed, Tiles tiles, ThreadPool team) {
        this.blocks = blocks;
        this.panels = blocks.panels(tiles);
        this.weight = weight;
        this.packed = packed;
        this.team = team;
        int count = 0;
        int[] columns = new int[panels.paddedUnits() + 1];
        for (int column = 0; column < panels.paddedUnits(); column += width(column)) {
            columns[count++] = column;
        }
        this.strips = Arrays.copyOf(columns, count);
    }

    private int width(int column) {
        return panels.stripVectors(0, column) * panels.tiles().lanes();
    }

    @Override
    public void run(long step) {
        team.run(strips.length, work);
    }

    private void task(int task, int member) {
        int column = strips[task];
        int width = Math.min(width(column), panels.paddedUnits() - column);
        int strip = width(column);
        int to = packed.offset() + panels.strip(0, column);
        for (int j = 0; j < width; j++) {
            copy(column + j, to + j, strip);
        }
    }

    /// @param step from one value of the column to the next
    private void copy(int column, int to, int step) {
        int pitch = Alignment.roundUp(blocks.units());
        int unit = column % pitch;
        int width = blocks.gates() * blocks.units();
        int block = blocks.first() + (blocks.transposed() ? 0 : column / pitch);
        int from = weight.offset() + block * blocks.units() + unit * (blocks.transposed() ? width : 1);
        int next = blocks.transposed() ? 1 : width;
        float[] source = weight.array();
        float[] target = packed.array();
        for (int p = 0; p < panels.depth(); p++) {
            target[to + p * step] = unit < blocks.units() ? source[from + p * next] : 0f;
        }
    }
}
