package nunchi.cpu.step;

import java.util.Objects;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.FlushToZero;
import org.jspecify.annotations.Nullable;

/// Softmax along the last axis, or with targets the cross-entropy of every row, and both at once where both are wanted.
///
/// Some rows at a time are turned so that each class is a run over rows; then everything is arithmetic of runs, and the
/// sums over classes are chains in their order. Logits so low that their exponential is 0 thus change no bit of the
/// others, wherever they stand: the attention of a sequence does not depend on its padding. Rows of many classes stay
/// as they are, see [WideSoftmax]: their turned runs would be as short as a vector.
public final class SoftmaxStep implements Step {
    private static final int BLOCK = 4096;
    private static final int MOST_ROWS = 256;
    private static final int MOST_ROWS_OF_TASK = 512;
    private static final int VALUES_OF_TASK = 16_384;
    private static final int WIDE = 256;

    private final Buffer logits;
    private final @Nullable Buffer targets;
    private final @Nullable Buffer probabilities;
    private final @Nullable Buffer losses;
    private final int columns;
    private final int rows;
    private final int blockRows;
    private final int taskRows;
    private final @Nullable WideSoftmax wide;
    private final Arithmetic arithmetic;
    private final ThreadPool team;
    private final ThreadPool.Work work = this::task;

    /// @param logits        `[rows, columns]`
    /// @param probabilities `[rows, columns]`; null where not wanted
    /// @param targets       `[rows, columns]`; needed for losses
    /// @param losses        `[rows]`; null where not wanted
    public record Arrays(
            Buffer logits,
            @Nullable Buffer probabilities,
            @Nullable Buffer targets,
            @Nullable Buffer losses) {}

    public SoftmaxStep(Arrays arrays, int columns, Arithmetic arithmetic, ThreadPool team) {
        this.logits = arrays.logits();
        this.targets = arrays.targets();
        this.probabilities = arrays.probabilities();
        this.losses = arrays.losses();
        this.columns = columns;
        this.rows = logits.size() / columns;
        this.wide = columns <= WIDE ? null : new WideSoftmax(arrays, columns, arithmetic);
        this.blockRows = wide != null ? WideSoftmax.ROWS : Math.min(BLOCK / columns, MOST_ROWS);
        this.taskRows = Math.clamp(VALUES_OF_TASK / columns / blockRows, 1, MOST_ROWS_OF_TASK / blockRows) * blockRows;
        this.arithmetic = arithmetic;
        this.team = team;
        team.workspace().reserve(wide != null ? wide.workspace() : (2 * columns + 3) * blockRows);
    }

    @Override
    public void run(long step) {
        team.run((rows + taskRows - 1) / taskRows, work);
    }

    private void task(int task, int member) {
        int end = Math.min(rows, (task + 1) * taskRows);
        for (int row = task * taskRows; row < end; row += blockRows) {
            int n = Math.min(blockRows, end - row);
            if (wide != null) {
                wide.block(team.workspace().of(member), row, n);
            } else {
                block(team.workspace().of(member), row, n);
            }
        }
    }

    /// Workspace: z, columns runs of n; e, columns runs of n; then runs of n for the largest, the sum and the result.
    private void block(float[] m, int row, int n) {
        int e = columns * n;
        int largest = 2 * columns * n;
        int sum = largest + n;
        turn(logits, row, n, m, 0);
        arithmetic.copy(m, largest, m, 0, n);
        for (int j = 1; j < columns; j++) {
            arithmetic.maximum(m, largest, m, largest, m, j * n, n);
        }
        for (int j = 0; j < columns; j++) {
            arithmetic.subtract(m, j * n, m, j * n, m, largest, n);
        }
        arithmetic.exp(m, e, m, 0, columns * n);
        arithmetic.copy(m, sum, m, e, n);
        for (int j = 1; j < columns; j++) {
            arithmetic.add(m, sum, m, sum, m, e + j * n, n);
        }
        if (probabilities != null) {
            normalize(probabilities, m, row, n);
        }
        if (losses != null) {
            lose(losses, m, row, n);
        }
    }

    private void normalize(Buffer goal, float[] m, int row, int n) {
        int sum = (2 * columns + 1) * n;
        for (int j = 0; j < columns; j++) {
            int run = (columns + j) * n;
            arithmetic.divide(m, run, m, run, m, sum, n);
        }
        int size = columns * n;
        arithmetic.flush(m, size, m, size, FlushToZero.SMALLEST_PROBABILITY, size);
        turnBack(m, size, goal, row, n);
    }

    private void lose(Buffer goal, float[] m, int row, int n) {
        int t = columns * n;
        int logSum = (2 * columns + 1) * n;
        int loss = logSum + n;
        turn(Objects.requireNonNull(targets), row, n, m, t);
        arithmetic.log(m, logSum, m, logSum, n);
        arithmetic.fill(m, loss, 0f, n);
        for (int j = 0; j < columns; j++) {
            arithmetic.subtract(m, j * n, m, logSum, m, j * n, n);
            arithmetic.multiply(m, j * n, m, j * n, m, t + j * n, n);
            arithmetic.add(m, loss, m, loss, m, j * n, n);
        }
        arithmetic.copy(goal.array(), goal.offset() + row, m, loss, n);
    }

    private void turn(Buffer source, int row, int n, float[] m, int to) {
        float[] values = source.array();
        int from = source.offset() + row * columns;
        for (int j = 0; j < columns; j++) {
            for (int i = 0, at = from + j; i < n; i++, at += columns) {
                m[to + j * n + i] = values[at];
            }
        }
    }

    private void turnBack(float[] m, int from, Buffer goal, int row, int n) {
        float[] values = goal.array();
        int to = goal.offset() + row * columns;
        for (int j = 0; j < columns; j++) {
            for (int i = 0, at = to + j; i < n; i++, at += columns) {
                values[at] = m[from + j * n + i];
            }
        }
    }
}
