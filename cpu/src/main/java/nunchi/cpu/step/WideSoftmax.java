package nunchi.cpu.step;

import java.util.Objects;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.tensor.FlushToZero;

/// Softmax and cross-entropy of rows of many classes: each row is a run, and only the sums over classes, which are
/// chains in their order, go on for some rows side by side, since each addition waits for the one before. The bits are
/// those of [SoftmaxStep]'s turned rows.
///
/// Workspace: z, some runs of all classes; e, as many; one such run for a number repeated; then runs over rows for the
/// sum, its logarithm and the loss.
final class WideSoftmax {
    /// Rows of a block.
    static final int ROWS = 8;

    private final SoftmaxStep.Arrays arrays;
    private final int columns;
    private final Arithmetic arithmetic;

    WideSoftmax(SoftmaxStep.Arrays arrays, int columns, Arithmetic arithmetic) {
        this.arrays = arrays;
        this.columns = columns;
        this.arithmetic = arithmetic;
    }

    int workspace() {
        return (2 * ROWS + 1) * columns + 3 * ROWS;
    }

    private int spare() {
        return 2 * ROWS * columns;
    }

    private int sums() {
        return spare() + columns;
    }

    /// @param n rows from `row` on, at most [#ROWS]
    void block(float[] m, int row, int n) {
        int e = ROWS * columns;
        for (int i = 0; i < n; i++) {
            int z = i * columns;
            int from = arrays.logits().offset() + (row + i) * columns;
            arithmetic.copy(m, z, arrays.logits().array(), from, columns);
            arithmetic.fill(m, spare(), largest(m, z), columns);
            arithmetic.subtract(m, z, m, z, m, spare(), columns);
        }
        arithmetic.exp(m, e, m, 0, n * columns);
        sum(m, e, sums(), n);
        if (arrays.probabilities() != null) {
            normalize(m, e, row, n);
        }
        if (arrays.losses() != null) {
            lose(m, row, n);
        }
    }

    /// The larger half of each pair until one is left, in the spare run.
    private float largest(float[] m, int z) {
        int spare = spare();
        arithmetic.copy(m, spare, m, z, columns);
        for (int size = columns; size > 1; ) {
            int half = (size + 1) / 2;
            arithmetic.maximum(m, spare, m, spare, m, spare + half, size - half);
            size = half;
        }
        return m[spare];
    }

    private void normalize(float[] m, int e, int row, int n) {
        float[] goal = Objects.requireNonNull(arrays.probabilities()).array();
        int to = Objects.requireNonNull(arrays.probabilities()).offset() + row * columns;
        for (int i = 0; i < n; i++) {
            arithmetic.fill(m, spare(), m[sums() + i], columns);
            arithmetic.divide(m, e + i * columns, m, e + i * columns, m, spare(), columns);
        }
        arithmetic.flush(goal, to, m, e, FlushToZero.SMALLEST_PROBABILITY, n * columns);
    }

    private void lose(float[] m, int row, int n) {
        float[] targets = Objects.requireNonNull(arrays.targets()).array();
        int from = Objects.requireNonNull(arrays.targets()).offset() + row * columns;
        int logarithms = sums() + ROWS;
        int losses = logarithms + ROWS;
        arithmetic.log(m, logarithms, m, sums(), n);
        for (int i = 0; i < n; i++) {
            int z = i * columns;
            arithmetic.fill(m, spare(), m[logarithms + i], columns);
            arithmetic.subtract(m, z, m, spare(), m, z, columns);
            arithmetic.multiply(m, z, m, z, targets, from + z, columns);
        }
        sum(m, 0, losses, n);
        arithmetic.copy(
                Objects.requireNonNull(arrays.losses()).array(), arrays.losses().offset() + row, m, losses, n);
    }

    /// The sums of runs of all classes, each one chain, four of them at a time.
    private void sum(float[] m, int from, int to, int n) {
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            fourSums(m, from + i * columns, to + i);
        }
        for (; i < n; i++) {
            float s = 0;
            for (int j = from + i * columns; j < from + (i + 1) * columns; j++) {
                s = FlushToZero.of(s + m[j]);
            }
            m[to + i] = s;
        }
    }

    private void fourSums(float[] m, int from, int to) {
        float s = 0;
        float t = 0;
        float u = 0;
        float v = 0;
        for (int j = from; j < from + columns; j++) {
            s = FlushToZero.of(s + m[j]);
            t = FlushToZero.of(t + m[j + columns]);
            u = FlushToZero.of(u + m[j + 2 * columns]);
            v = FlushToZero.of(v + m[j + 3 * columns]);
        }
        m[to] = s;
        m[to + 1] = t;
        m[to + 2] = u;
        m[to + 3] = v;
    }
}
