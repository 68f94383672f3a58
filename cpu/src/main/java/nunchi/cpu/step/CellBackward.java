package nunchi.cpu.step;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.CellFunctions;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.graph.op.Cell;
import nunchi.tensor.FlushToZero;

/// One step of a cell for one sequence, backwards: from the adjoints of the states after it to those of the sums, and
/// to what the states before it get without the recurrent weight.
final class CellBackward {
    private final RecurrentShape shape;
    private final RecurrenceGradientStep.Operands operands;
    private final Arithmetic arithmetic;
    private final CellFunctions cells;
    private final int rows;
    private final int units;
    private final int pitch;
    private final int width;
    private final int sums;
    private final int kept;
    private final int ones;
    private final int rest;
    private final int spare;
    private final int end;

    /// The workspace: the adjoints of h and c, those of the sums, that of what a reset leaves of h, and room for one
    /// sequence.
    CellBackward(RecurrentShape shape, RecurrenceGradientStep.Operands operands, int rows, Kernels kernels) {
        this.shape = shape;
        this.operands = operands;
        this.arithmetic = kernels.arithmetic();
        this.cells = kernels.cells();
        this.rows = rows;
        this.units = shape.units();
        this.pitch = shape.pitch();
        this.width = Alignment.roundUp(shape.width());
        this.sums = Alignment.FIRST + shape.cell().states() * rows * pitch;
        this.kept = sums + rows * width;
        this.ones = kept + rows * pitch;
        this.rest = ones + pitch;
        this.spare = rest + pitch;
        this.end = spare + pitch;
    }

    int end() {
        return end;
    }

    int width() {
        return width;
    }

    int state(int state, int i) {
        return Alignment.FIRST + (state * rows + i) * pitch;
    }

    int sums(int i) {
        return sums + i * width;
    }

    int kept(int i) {
        return kept + i * pitch;
    }

    /// To be called before the first step.
    void begin(float[] m) {
        arithmetic.fill(m, ones, 1f, pitch);
    }

    /// Where a state before the k-th step lies.
    private Buffer before(int k) {
        return k == 0 ? operands.initial() : operands.states();
    }

    private int before(int state, int row, int k) {
        return before(k).offset() + (k == 0 ? shape.initial(state, row) : shape.state(state, shape.place(row, k - 1)));
    }

    private int trace(int row, int k, int block) {
        return operands.trace().offset() + shape.place(row, k) * shape.traced() + block * units;
    }

    /// From the adjoints of the states to those of the sums.
    ///
    /// @param i its row in the workspace
    void run(float[] m, int row, int i, int k) {
        switch (shape.cell()) {
            case Cell.SimpleRnn(Cell.Squash function) -> simple(m, row, i, k, function);
            case Cell.Lstm _ -> lstm(m, row, i, k);
            case Cell.Gru _ -> gru(m, row, i, k);
        }
    }

    private void simple(float[] m, int row, int i, int k, Cell.Squash function) {
        float[] t = operands.trace().array();
        int y = trace(row, k, 0);
        int z = sums(i);
        int h = state(0, i);
        switch (function) {
            case TANH -> throughTanh(m, z, h, y);
            case SIGMOID -> throughSigmoid(m, z, h, y);
            case RELU -> {
                arithmetic.fill(m, spare, 0f, units);
                arithmetic.greater(m, spare, t, y, m, spare, units);
                arithmetic.multiply(m, z, m, h, m, spare, units);
            }
        }
        arithmetic.fill(m, h, 0f, units);
    }

    private void lstm(float[] m, int row, int i, int k) {
        int h = state(0, i);
        int c = state(1, i);
        int after = operands.states().offset() + shape.state(1, shape.place(row, k));
        arithmetic.tanh(m, spare, operands.states().array(), after, units);
        float[] gates = operands.trace().array();
        float[] before = before(k).array();
        cells.lstmBackward(m, sums(i), h, c, spare, gates, trace(row, k, 0), before, before(1, row, k), units);
        arithmetic.fill(m, h, 0f, units);
    }

    private void gru(float[] m, int row, int i, int k) {
        float[] t = operands.trace().array();
        float[] before = before(k).array();
        boolean resetAfter = shape.cell().recurrentBias();
        cells.gruBackward(m, sums(i), state(0, i), t, trace(row, k, 0), before, before(0, row, k), units, resetAfter);
    }

    /// Of a GRU that resets before: from the adjoint of what the reset leaves of h to those of the gate and of h.
    void reset(float[] m, int row, int i, int k) {
        float[] t = operands.trace().array();
        int gate = trace(row, k, 1);
        int z = sums(i) + units;
        int h = state(0, i);
        arithmetic.flush(m, kept(i), m, kept(i), FlushToZero.SMALLEST, units);
        arithmetic.multiply(m, z, m, kept(i), before(k).array(), before(0, row, k), units);
        throughSigmoid(m, z, z, gate);
        arithmetic.multiplyAdd(m, h, m, kept(i), t, gate, m, h, units);
    }

    /// Of a GRU that resets afterwards: from the adjoint of the candidate's sum to that of its product.
    void scaleProduct(float[] m, int row, int i, int k) {
        int z = sums(i) + 2 * units;
        arithmetic.multiply(m, z, m, z, operands.trace().array(), trace(row, k, 1), units);
    }

    /// `target = adjoint ⊙ y ⊙ (1 - y)` for the trace's values y.
    private void throughSigmoid(float[] m, int target, int adjoint, int y) {
        float[] t = operands.trace().array();
        arithmetic.subtract(m, rest, m, ones, t, y, units);
        arithmetic.multiply(m, rest, m, rest, t, y, units);
        arithmetic.multiply(m, target, m, adjoint, m, rest, units);
    }

    /// `target = adjoint ⊙ (1 - y²)`
    private void throughTanh(float[] m, int target, int adjoint, int y) {
        float[] t = operands.trace().array();
        arithmetic.multiply(m, rest, t, y, t, y, units);
        arithmetic.subtract(m, rest, m, ones, m, rest, units);
        arithmetic.multiply(m, target, m, adjoint, m, rest, units);
    }
}
