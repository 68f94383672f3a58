package nunchi.cpu.step;

import java.util.List;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import nunchi.tensor.FlushToZero;

/// Sums over neighbouring axes of what a cluster computes, or of buffers: `y[o, i] = Σᵣ x[o, r, i]`; several of one
/// shape in one pass.
///
/// The order of additions depends on the sizes alone. Sums along the last axis: up to 64 values are one chain; longer
/// ones are cut into pieces of 512, each summed in 16 virtual lanes, and chunks of 32 pieces, each a chain, as are the
/// chunks. Other sums are one chain per column, cut into chunks of rows, which are added in order.
public final class SumStep implements Step {
    private static final int SHORT = 64;
    private static final int PIECE = FusedKernel.BLOCK;
    private static final int VIRTUAL_LANES = 16;
    private static final int CHUNK = 32 * PIECE;
    private static final int COLUMN_CHUNK = 32768;

    /// What changes no value when it is added, not even the sign of a zero.
    private static final float NOTHING = -0f;

    private final FusedKernel cluster;
    private final Goal[] goals;
    private final int results;
    private final int reduced;
    private final int inner;
    private final int chunkRows;
    private final int chunks;
    private final int tasks;
    private final float[][] partial;
    private final float[][] lanes;
    private final Arithmetic arithmetic;
    private final ThreadPool team;
    private final ThreadPool.Work work;
    private long step;

    /// @param cluster of blocks of [FusedKernel#BLOCK] where the sums are along the last axis
    public SumStep(FusedKernel cluster, List<Goal> goals, Extents extents, Arithmetic arithmetic, ThreadPool team) {
        this.cluster = cluster;
        this.goals = goals.toArray(Goal[]::new);
        this.results = extents.outer() * extents.inner();
        this.reduced = extents.reduced();
        this.inner = extents.inner();
        this.arithmetic = arithmetic;
        this.team = team;
        team.workspace().reserve(cluster.workspace());
        this.chunkRows = inner > 1 ? Math.max(1, COLUMN_CHUNK / inner) : CHUNK;
        this.chunks = (reduced + chunkRows - 1) / chunkRows;
        boolean rows = inner == 1 && reduced <= PIECE;
        this.tasks = rows ? (extents.outer() + CHUNK / reduced - 1) / (CHUNK / reduced) : extents.outer() * chunks;
        this.partial = new float[goals.size()][rows ? 0 : tasks * inner];
        this.lanes = new float[team.size()][VIRTUAL_LANES];
        this.work = rows ? this::rows : inner == 1 ? this::longRow : this::columns;
    }

    /// A shape cut into the axes before the summed ones, those, and the ones behind.
    public record Extents(int outer, int reduced, int inner) {}

    /// One of the sums.
    ///
    /// @param source the cluster's slot that is summed
    /// @param result where the sums go, `[outer, inner]`
    public record Goal(int source, Buffer result) {}

    @Override
    public void run(long now) {
        step = now;
        team.run(tasks, work);
        for (int goal = 0; goal < goals.length; goal++) {
            if (partial[goal].length > 0) {
                combine(partial[goal], goals[goal].result());
            }
        }
    }

    private void combine(float[] parts, Buffer result) {
        for (int o = 0; o < results / inner; o++) {
            int target = result.offset() + o * inner;
            System.arraycopy(parts, o * chunks * inner, result.array(), target, inner);
            for (int chunk = 1; chunk < chunks; chunk++) {
                arithmetic.addRows(result.array(), target, parts, (o * chunks + chunk) * inner, inner, 1);
            }
        }
        flush(result, 0, results);
    }

    private void flush(Buffer result, int first, int n) {
        arithmetic.flush(
                result.array(),
                result.offset() + first,
                result.array(),
                result.offset() + first,
                FlushToZero.SMALLEST,
                n);
    }

    /// Whole rows of up to [#PIECE] values, many to a block.
    private void rows(int task, int member) {
        Cursor cursor = cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST);
        int rowsPerTask = CHUNK / reduced;
        int perBlock = Math.max(1, Math.min(cluster.block(), PIECE) / reduced);
        int end = Math.min((task + 1) * rowsPerTask, results);
        for (int row = task * rowsPerTask; row < end; row += perBlock) {
            int count = Math.min(perBlock, end - row);
            cluster.runBlock(cursor, row * reduced, count * reduced, null, 0);
            for (Goal goal : goals) {
                sumRows(goal, cursor, member, row, count);
            }
        }
    }

    private void sumRows(Goal goal, Cursor cursor, int member, int first, int count) {
        float[] x = cursor.array(goal.source());
        float[] y = goal.result().array();
        int target = goal.result().offset() + first;
        for (int row = 0; row < count; row++) {
            int from = cursor.offset(goal.source()) + row * reduced;
            y[target + row] = reduced <= SHORT ? chain(x, from) : 0 + arithmetic.sum(x, from, reduced, lanes[member]);
        }
        flush(goal.result(), first, count);
    }

    private float chain(float[] x, int from) {
        float sum = x[from];
        for (int j = 1; j < reduced; j++) {
            sum += x[from + j];
        }
        return sum;
    }

    private void longRow(int task, int member) {
        Cursor cursor = cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST);
        int begin = task / chunks * reduced + task % chunks * CHUNK;
        int end = Math.min(begin + CHUNK, (task / chunks + 1) * reduced);
        for (int goal = 0; goal < goals.length; goal++) {
            partial[goal][task] = 0;
        }
        for (int i = begin; i < end; i += PIECE) {
            int n = Math.min(PIECE, end - i);
            cluster.runBlock(cursor, i, n, null, 0);
            for (int goal = 0; goal < goals.length; goal++) {
                int source = goals[goal].source();
                partial[goal][task] += arithmetic.sum(cursor.array(source), cursor.offset(source), n, lanes[member]);
            }
        }
    }

    private void columns(int task, int member) {
        Cursor cursor = cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST);
        int firstRow = task / chunks * reduced + task % chunks * chunkRows;
        int rows = Math.min(chunkRows, reduced - task % chunks * chunkRows);
        int width = Math.min(inner, cluster.block());
        for (float[] parts : partial) {
            arithmetic.fill(parts, task * inner, NOTHING, inner);
        }
        for (int column = 0; column < inner; column += width) {
            int n = Math.min(width, inner - column);
            int perBlock = n == inner ? cluster.block() / inner : 1;
            for (int row = 0; row < rows; row += perBlock) {
                int count = Math.min(perBlock, rows - row);
                cluster.runBlock(cursor, (firstRow + row) * inner + column, n * count, null, 0);
                addRows(cursor, task * inner + column, n, count);
            }
        }
    }

    private void addRows(Cursor cursor, int target, int n, int count) {
        for (int goal = 0; goal < goals.length; goal++) {
            int source = goals[goal].source();
            arithmetic.addRows(partial[goal], target, cursor.array(source), cursor.offset(source), n, count);
        }
    }
}
