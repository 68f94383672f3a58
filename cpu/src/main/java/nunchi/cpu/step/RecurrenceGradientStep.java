package nunchi.cpu.step;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.RecurrentPanelStep.Blocks;
import nunchi.cpu.step.RecurrentProduct.Goal;
import nunchi.cpu.step.RecurrentProduct.Rows;
import nunchi.cpu.step.RecurrentProduct.Weight;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.op.Cell;
import nunchi.tensor.FlushToZero;
import org.jspecify.annotations.Nullable;

/// The adjoints of a recurrence's inputs and initial states. A task takes some sequences through all steps, the last
/// first: the cell makes the adjoints of the sums, and the chains of `z̄·Uᵀ` go on from the adjoint of the states
/// before.
public final class RecurrenceGradientStep implements Step {
    private final RecurrentShape shape;
    private final Operands operands;
    private final Arithmetic arithmetic;
    private final ThreadPool team;
    private final int rows;
    private final CellBackward cell;
    private final RecurrentProduct first;
    /// Of a GRU that resets before: the adjoint of what the reset leaves of h, by the last block.
    private final @Nullable RecurrentProduct ofReset;
    private final ThreadPool.Work work = this::task;

    /// @param upstream of the states' shape
    /// @param inputs   the adjoint of the inputs; null where not wanted
    /// @param adjoint  of the initial states; null where not wanted
    /// @param packed   the blocks of the transposed weight, as [RecurrentPanelStep#blocks] lists them
    public record Operands(
            Buffer trace,
            Buffer states,
            Buffer initial,
            Buffer mask,
            Buffer upstream,
            @Nullable Buffer inputs,
            @Nullable Buffer adjoint,
            Buffer... packed) {}

    public RecurrenceGradientStep(RecurrentShape shape, Operands operands, Kernels kernels, ThreadPool team) {
        this.shape = shape;
        this.operands = operands;
        this.arithmetic = kernels.arithmetic();
        this.team = team;
        this.rows = shape.rowsPerTask(team.size());
        this.cell = new CellBackward(shape, operands, rows, kernels);
        Blocks[] blocks = RecurrentPanelStep.blocks(shape, true);
        Rows states = new Rows(cell.state(0, 0), shape.pitch());
        Goal goal = new Goal(new Rows(cell.sums(0), cell.width()), states, true, cell.end());
        first = new RecurrentProduct(shape, new Weight(blocks[0], operands.packed()[0]), goal, kernels, team);
        if (blocks.length > 1) {
            Rows candidates = new Rows(cell.sums(0) + 2 * shape.units(), cell.width());
            Goal reset = new Goal(candidates, new Rows(cell.kept(0), shape.pitch()), false, cell.end());
            ofReset = new RecurrentProduct(shape, new Weight(blocks[1], operands.packed()[1]), reset, kernels, team);
        } else {
            ofReset = null;
        }
    }

    @Override
    public void run(long step) {
        team.run(Math.ceilDiv(shape.batch(), rows), work);
    }

    private void task(int task, int member) {
        float[] m = team.workspace().of(member);
        int row = task * rows;
        int count = Math.min(rows, shape.batch() - row);
        begin(m, count);
        for (int k = shape.steps() - 1; k >= 0; k--) {
            addUpstream(m, row, count, k);
            boolean any = runCells(m, row, count, k);
            if (any && ofReset != null) {
                ofReset.run(count, member, m);
                reset(m, row, count, k);
            }
            writeInputs(m, row, count, k);
            if (any) {
                first.run(count, member, m);
                flush(m, count);
            }
        }
        writeInitial(m, row, count);
    }

    private void begin(float[] m, int count) {
        cell.begin(m);
        for (int state = 0; state < shape.cell().states(); state++) {
            arithmetic.fill(m, cell.state(state, 0), 0f, count * shape.pitch());
        }
    }

    private boolean present(int place) {
        return operands.mask().array()[operands.mask().offset() + place] != 0;
    }

    private void addUpstream(float[] m, int row, int count, int k) {
        Buffer upstream = operands.upstream();
        for (int state = 0; state < shape.cell().states(); state++) {
            for (int i = 0; i < count; i++) {
                int from = upstream.offset() + shape.state(state, shape.place(row + i, k));
                int to = cell.state(state, i);
                arithmetic.add(m, to, m, to, upstream.array(), from, shape.units());
            }
        }
    }

    /// @return whether there is a step that is no padding
    private boolean runCells(float[] m, int row, int count, int k) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            if (present(shape.place(row + i, k))) {
                cell.run(m, row + i, i, k);
                any = true;
            } else {
                arithmetic.fill(m, cell.sums(i), 0f, shape.width());
            }
        }
        return any;
    }

    private void reset(float[] m, int row, int count, int k) {
        for (int i = 0; i < count; i++) {
            if (present(shape.place(row + i, k))) {
                cell.reset(m, row + i, i, k);
            }
        }
    }

    private void writeInputs(float[] m, int row, int count, int k) {
        Buffer inputs = operands.inputs();
        boolean scaled = shape.cell() instanceof Cell.Gru(boolean resetAfter) && resetAfter;
        for (int i = 0; i < count; i++) {
            int place = shape.place(row + i, k);
            if (inputs != null) {
                int to = inputs.offset() + place * shape.width();
                arithmetic.copy(inputs.array(), to, m, cell.sums(i), shape.width());
            }
            if (scaled && present(place)) {
                cell.scaleProduct(m, row + i, i, k);
            }
        }
    }

    private void flush(float[] m, int count) {
        int from = cell.state(0, 0);
        arithmetic.flush(m, from, m, from, FlushToZero.SMALLEST, count * shape.pitch());
    }

    private void writeInitial(float[] m, int row, int count) {
        Buffer adjoint = operands.adjoint();
        if (adjoint == null) {
            return;
        }
        for (int state = 0; state < shape.cell().states(); state++) {
            for (int i = 0; i < count; i++) {
                int to = adjoint.offset() + shape.initial(state, row + i);
                arithmetic.copy(adjoint.array(), to, m, cell.state(state, i), shape.units());
            }
        }
    }
}
