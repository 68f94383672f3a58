package nunchi.cpu.step;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.RecurrentPanelStep.Blocks;
import nunchi.cpu.step.RecurrentProduct.Goal;
import nunchi.cpu.step.RecurrentProduct.Rows;
import nunchi.cpu.step.RecurrentProduct.Weight;
import nunchi.cpu.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/// The states and the trace of a recurrence. A task takes some sequences through all steps: the chains of `h₋·U` go on
/// from the step's inputs, then the cell follows while the sums are in cache.
public final class RecurrenceStep implements Step {
    private final RecurrentShape shape;
    private final Operands operands;
    private final Arithmetic arithmetic;
    private final ThreadPool team;
    private final int rows;
    private final CellForward cell;
    private final RecurrentProduct first;
    /// Of a GRU that resets before: what the reset leaves of h, by the last block.
    private final @Nullable RecurrentProduct second;
    private final ThreadPool.Work work = this::task;

    /// @param x      `[batch, steps, gates · units]`
    /// @param bias   `[gates · units]`; null of a cell that has none
    /// @param states null where not wanted
    /// @param trace  null where not wanted
    /// @param packed the weight's blocks, as [RecurrentPanelStep#blocks] lists them
    public record Operands(
            Buffer x,
            Buffer initial,
            Buffer mask,
            @Nullable Buffer bias,
            @Nullable Buffer states,
            @Nullable Buffer trace,
            Buffer... packed) {}

    public RecurrenceStep(RecurrentShape shape, Operands operands, Kernels kernels, ThreadPool team) {
        this.shape = shape;
        this.operands = operands;
        this.arithmetic = kernels.arithmetic();
        this.team = team;
        this.rows = shape.rowsPerTask(team.size());
        this.cell = new CellForward(shape, rows, arithmetic);
        Blocks[] blocks = RecurrentPanelStep.blocks(shape, false);
        Rows sums = new Rows(cell.sums(0), cell.width());
        Goal goal = new Goal(new Rows(cell.state(0, 0), shape.pitch()), sums, true, cell.end());
        first = new RecurrentProduct(shape, new Weight(blocks[0], operands.packed()[0]), goal, kernels, team);
        if (cell.resetsBefore()) {
            Rows candidates = new Rows(cell.sums(0) + 2 * shape.pitch(), cell.width());
            Goal reset = new Goal(new Rows(cell.kept(0), shape.pitch()), candidates, true, cell.end());
            second = new RecurrentProduct(shape, new Weight(blocks[1], operands.packed()[1]), reset, kernels, team);
        } else {
            second = null;
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
        begin(m, row, count);
        for (int k = 0; k < shape.steps(); k++) {
            if (takeInputs(m, row, count, k)) {
                first.run(count, member, m);
                if (second != null) {
                    reset(m, row, count, k);
                    second.run(count, member, m);
                }
            }
            finish(m, row, count, k);
        }
    }

    private void begin(float[] m, int row, int count) {
        cell.begin(m);
        Buffer initial = operands.initial();
        for (int state = 0; state < shape.cell().states(); state++) {
            for (int i = 0; i < count; i++) {
                int from = initial.offset() + shape.initial(state, row + i);
                arithmetic.copy(m, cell.state(state, i), initial.array(), from, shape.units());
            }
        }
    }

    private boolean present(int place) {
        return operands.mask().array()[operands.mask().offset() + place] != 0;
    }

    /// Puts the inputs where the chains begin.
    ///
    /// @return whether there is one
    private boolean takeInputs(float[] m, int row, int count, int k) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            int place = shape.place(row + i, k);
            if (present(place)) {
                takeInputs(m, cell.sums(i), operands.x().offset() + place * shape.width());
                any = true;
            }
        }
        return any;
    }

    private void takeInputs(float[] m, int sums, int from) {
        float[] x = operands.x().array();
        Buffer bias = operands.bias();
        int units = shape.units();
        for (int gate = 0; gate < shape.cell().gates(); gate++) {
            int to = sums + gate * shape.pitch();
            int at = gate * units;
            if (bias == null) {
                arithmetic.copy(m, to, x, from + at, units);
            } else if (gate < 2) {
                arithmetic.add(m, to, x, from + at, bias.array(), bias.offset() + at, units);
            } else {
                arithmetic.copy(m, to, bias.array(), bias.offset() + at, units);
            }
        }
    }

    private void reset(float[] m, int row, int count, int k) {
        for (int i = 0; i < count; i++) {
            if (present(shape.place(row + i, k))) {
                cell.reset(m, i);
            }
        }
    }

    private void finish(float[] m, int row, int count, int k) {
        for (int i = 0; i < count; i++) {
            int place = shape.place(row + i, k);
            boolean present = present(place);
            if (present) {
                int candidate = operands.x().offset() + place * shape.width() + 2 * shape.units();
                cell.run(m, i, operands.x().array(), candidate);
            }
            writeTrace(m, i, place, present);
            writeStates(m, i, place);
        }
    }

    private void writeTrace(float[] m, int i, int place, boolean present) {
        Buffer trace = operands.trace();
        if (trace == null) {
            return;
        }
        int to = trace.offset() + place * shape.traced();
        if (!present) {
            arithmetic.fill(trace.array(), to, 0f, shape.traced());
            return;
        }
        for (int block = 0; block < shape.cell().traced(); block++) {
            arithmetic.copy(trace.array(), to + block * shape.units(), m, cell.block(i, block), shape.units());
        }
    }

    private void writeStates(float[] m, int i, int place) {
        Buffer states = operands.states();
        if (states == null) {
            return;
        }
        for (int state = 0; state < shape.cell().states(); state++) {
            int to = states.offset() + shape.state(state, place);
            arithmetic.copy(states.array(), to, m, cell.state(state, i), shape.units());
        }
    }
}
