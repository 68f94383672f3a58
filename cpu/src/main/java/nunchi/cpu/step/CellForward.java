package nunchi.cpu.step;

import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Alignment;
import nunchi.graph.op.Cell;
import nunchi.tensor.FlushToZero;

/// One step of a cell for one sequence, on the sums in a thread's workspace. Each gate takes whole cache lines; what
/// lies behind its units is never read by them.
final class CellForward {
    private final Cell cell;
    private final int pitch;
    private final int rows;
    private final Arithmetic arithmetic;
    private final int width;
    private final int states;
    private final int kept;
    private final int spare;
    private final int ones;
    private final int rest;
    private final int end;

    /// The workspace: sums, the states h and c, what a reset leaves of h, and room for one sequence.
    CellForward(RecurrentShape shape, int rows, Arithmetic arithmetic) {
        this.cell = shape.cell();
        this.pitch = shape.pitch();
        this.rows = rows;
        this.arithmetic = arithmetic;
        this.width = cell.gates() * pitch;
        this.states = Alignment.FIRST + rows * width;
        this.kept = states + cell.states() * rows * pitch;
        this.spare = kept + (resetsBefore() ? rows * pitch : 0);
        this.ones = spare + pitch;
        this.rest = ones + pitch;
        this.end = rest + pitch;
    }

    boolean resetsBefore() {
        return cell instanceof Cell.Gru(boolean resetAfter) && !resetAfter;
    }

    int end() {
        return end;
    }

    int width() {
        return width;
    }

    int sums(int row) {
        return Alignment.FIRST + row * width;
    }

    int state(int state, int row) {
        return states + (state * rows + row) * pitch;
    }

    int kept(int row) {
        return kept + row * pitch;
    }

    /// To be called before the first step.
    void begin(float[] m) {
        arithmetic.fill(m, ones, 1f, pitch);
    }

    /// From the sums to the gates and the states.
    ///
    /// @param x where the step's inputs are, and from where on
    void run(float[] m, int row, float[] x, int xo) {
        int z = sums(row);
        int h = state(0, row);
        switch (cell) {
            case Cell.SimpleRnn(Cell.Squash function) -> simple(m, z, h, function);
            case Cell.Lstm _ -> lstm(m, z, h, state(1, row));
            case Cell.Gru(boolean resetAfter) -> {
                if (resetAfter) {
                    gates(m, z);
                    int candidate = z + 2 * pitch;
                    flush(m, candidate, pitch);
                    arithmetic.multiplyAdd(m, spare, m, z + pitch, m, candidate, x, xo, pitch);
                    arithmetic.tanh(m, spare, m, spare, pitch);
                    mix(m, z, h, spare);
                } else {
                    int candidate = z + 2 * pitch;
                    flush(m, candidate, pitch);
                    arithmetic.tanh(m, candidate, m, candidate, pitch);
                    mix(m, z, h, candidate);
                }
            }
        }
    }

    /// The gates of a GRU that resets before, and what they leave of h.
    void reset(float[] m, int row) {
        int z = sums(row);
        gates(m, z);
        arithmetic.multiply(m, kept(row), m, z + pitch, m, state(0, row), pitch);
    }

    /// Where the trace's blocks lie after [#run].
    int block(int row, int block) {
        boolean candidate = cell.recurrentBias() && block == 2;
        int shifted = cell.recurrentBias() && block == 3 ? 2 : block;
        return candidate ? spare : sums(row) + shifted * pitch;
    }

    private void flush(float[] m, int at, int n) {
        arithmetic.flush(m, at, m, at, FlushToZero.SMALLEST, n);
    }

    private void gates(float[] m, int z) {
        flush(m, z, 2 * pitch);
        arithmetic.sigmoid(m, z, m, z, 2 * pitch);
    }

    private void simple(float[] m, int z, int h, Cell.Squash function) {
        flush(m, z, pitch);
        switch (function) {
            case TANH -> arithmetic.tanh(m, z, m, z, pitch);
            case SIGMOID -> arithmetic.sigmoid(m, z, m, z, pitch);
            case RELU -> arithmetic.relu(m, z, m, z, pitch);
        }
        arithmetic.copy(m, h, m, z, pitch);
    }

    private void lstm(float[] m, int z, int h, int c) {
        int forget = z + pitch;
        int candidate = forget + pitch;
        int output = candidate + pitch;
        flush(m, z, 4 * pitch);
        arithmetic.sigmoid(m, z, m, z, 2 * pitch);
        arithmetic.tanh(m, candidate, m, candidate, pitch);
        arithmetic.sigmoid(m, output, m, output, pitch);
        arithmetic.multiply(m, c, m, forget, m, c, pitch);
        arithmetic.multiplyAdd(m, c, m, z, m, candidate, m, c, pitch);
        arithmetic.tanh(m, spare, m, c, pitch);
        arithmetic.multiply(m, h, m, output, m, spare, pitch);
    }

    /// `h = z ⊙ h + (1 - z) ⊙ h̃`
    private void mix(float[] m, int z, int h, int candidate) {
        arithmetic.multiply(m, h, m, z, m, h, pitch);
        arithmetic.subtract(m, rest, m, ones, m, z, pitch);
        arithmetic.multiplyAdd(m, h, m, rest, m, candidate, m, h, pitch);
    }
}
