package nunchi.cpu.step;

import java.util.Arrays;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.ProductPart.InBuffer;
import nunchi.cpu.step.ProductPart.Place;
import nunchi.cpu.thread.ThreadPool;

/// Copies the left matrix of a product into groups of a tile's rows, `[groups, depth, rows]`, once for all tasks: a
/// tile then reads memory from first to last with one running index, wherever the rows of the matrix lie.
final class LeftPacking {
    private static final int TASKS_PER_THREAD = 4;

    private final Matrix source;
    private final int rows;
    private final int depth;
    private final int tileRows;
    private final Buffer packed;
    private final int groupsPerTask;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// @param packed of [#size]
    LeftPacking(Matrix source, Left left, Buffer packed, ThreadPool team) {
        this.source = source;
        this.rows = left.rows();
        this.depth = left.depth();
        this.tileRows = left.groupRows();
        this.packed = packed;
        this.groupsPerTask = Math.ceilDiv(groups(), TASKS_PER_THREAD * team.size());
        this.team = team;
    }

    /// The floats that `[rows, depth]` take, packed by so many rows.
    static int size(int rows, int depth, int tileRows) {
        return Math.multiplyExact(Math.ceilDiv(rows, tileRows) * tileRows, depth);
    }

    private int groups() {
        return Math.ceilDiv(rows, tileRows);
    }

    Place place() {
        return new InBuffer(packed, 0);
    }

    void run() {
        team.run(Math.ceilDiv(groups(), groupsPerTask), work);
    }

    private void task(int task, int member) {
        for (int group = task * groupsPerTask; group < Math.min(groups(), (task + 1) * groupsPerTask); group++) {
            int row = group * tileRows;
            int count = Math.min(tileRows, rows - row);
            int to = packed.offset() + row * depth;
            if (count < tileRows) {
                Arrays.fill(packed.array(), to, to + tileRows * depth, 0f);
            }
            if (source.rowStep() == 1) {
                packColumns(source.buffer().offset() + row, count, to);
            } else {
                packRows(source.buffer().offset() + row * source.rowStep(), count, to);
            }
        }
    }

    /// Of a matrix whose columns lie next to each other.
    private void packColumns(int first, int count, int to) {
        float[] values = source.buffer().array();
        float[] goal = packed.array();
        for (int p = 0; p < depth; p++) {
            int from = first + p * source.columnStep();
            for (int i = 0; i < count; i++) {
                goal[to + p * tileRows + i] = values[from + i];
            }
        }
    }

    private void packRows(int first, int count, int to) {
        float[] values = source.buffer().array();
        float[] goal = packed.array();
        int step = source.columnStep();
        for (int i = 0; i < count; i++) {
            int from = first + i * source.rowStep();
            for (int p = 0; p < depth; p++) {
                goal[to + p * tileRows + i] = values[from + p * step];
            }
        }
    }
}
