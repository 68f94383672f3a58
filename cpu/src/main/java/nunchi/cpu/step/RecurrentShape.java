package nunchi.cpu.step;

import nunchi.cpu.memory.Alignment;
import nunchi.graph.op.Cell;

/// The extents of a recurrence, and how its sequences are cut into tasks: each does all steps of some sequences, so
/// that no thread waits for another between two steps. The cut changes speed alone.
public record RecurrentShape(Cell cell, boolean reverse, int batch, int steps, int units) {
    /// A task's sums stay in the second-level cache, and still use what they read of the weight many times.
    private static final int MOST_ROWS = 48;

    /// The units in a task's workspace, where each gate begins on a cache line.
    int pitch() {
        return Alignment.roundUp(units);
    }

    /// The values of a step's inputs.
    int width() {
        return cell.gates() * units;
    }

    /// The values of a step's trace.
    int traced() {
        return cell.traced() * units;
    }

    /// The sequences of a task.
    int rowsPerTask(int threads) {
        int tasks = Math.ceilDiv(batch, Math.clamp(Math.ceilDiv(batch, threads), 1, MOST_ROWS));
        return Math.ceilDiv(batch, Math.min(batch, Math.ceilDiv(tasks, threads) * threads));
    }

    /// Where in `[batch, steps]` the k-th step that is computed of a sequence lies.
    int place(int row, int k) {
        return row * steps + (reverse ? steps - 1 - k : k);
    }

    /// Where in the states a state after the step at a place begins.
    int state(int state, int place) {
        return (state * batch * steps + place) * units;
    }

    /// Where in the initial states a state of a sequence begins.
    int initial(int state, int row) {
        return (state * batch + row) * units;
    }
}
