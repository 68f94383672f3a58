package nunchi.cpu.step;

import nunchi.cpu.Team;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;

/// Sums over neighbouring axes of what a cluster computes, or of a buffer: `y[o, i] = Σᵣ x[o, r, i]`.
///
/// The order of additions depends on the sizes alone. Sums along the last axis: up to 64 values are one chain; longer ones are
/// cut into pieces of 512, each summed in 16 virtual lanes, and chunks of 32 pieces, each a chain, as are the chunks. Other
/// sums are one chain per column, cut into chunks of rows, which are added in order.
public final class SumStep implements Step {
    private static final int SHORT = 64;
    private static final int PIECE = Cluster.BLOCK;
    private static final int VIRTUAL_LANES = 16;
    private static final int CHUNK = 32 * PIECE;
    private static final int COLUMN_CHUNK = 32768;

    private final Cluster cluster;
    private final int source;
    private final Buffer result;
    private final int reduced;
    private final int inner;
    private final int chunkRows;
    private final int chunks;
    private final int tasks;
    private final float[] partial;
    private final float[][] lanes;
    private final Arithmetic arithmetic;
    private final Team team;
    private final Team.Work work;
    private long step;

    /// @param cluster of blocks of [Cluster#BLOCK] where the sum is along the last axis
    /// @param source  the cluster's slot that is summed
    public SumStep(Cluster cluster, int source, Goal goal, Arithmetic arithmetic, Team team) {
        Extents extents = goal.extents();
        this.cluster = cluster;
        this.source = source;
        this.result = goal.result();
        this.reduced = extents.reduced();
        this.inner = extents.inner();
        this.arithmetic = arithmetic;
        this.team = team;
        team.workspace().reserve(cluster.workspace());
        this.chunkRows = inner > 1 ? Math.max(1, COLUMN_CHUNK / inner) : CHUNK;
        this.chunks = (reduced + chunkRows - 1) / chunkRows;
        boolean rows = inner == 1 && reduced <= SHORT;
        this.tasks = rows ? (extents.outer() + CHUNK / reduced - 1) / (CHUNK / reduced) : extents.outer() * chunks;
        this.partial = new float[rows ? 0 : tasks * inner];
        this.lanes = new float[team.size()][VIRTUAL_LANES];
        this.work = rows ? this::shortRows : inner == 1 ? this::longRow : this::columns;
    }

    /// A shape cut into the axes before the summed ones, those, and the ones behind.
    public record Extents(int outer, int reduced, int inner) {}

    /// Where the sums go, `[outer, inner]`, and what they are over.
    public record Goal(Buffer result, Extents extents) {}

    @Override
    public void run(long now) {
        step = now;
        team.run(tasks, work);
        if (partial.length > 0) {
            combine();
        }
    }

    private void combine() {
        for (int o = 0; o < result.size() / inner; o++) {
            int target = result.offset() + o * inner;
            System.arraycopy(partial, o * chunks * inner, result.array(), target, inner);
            for (int chunk = 1; chunk < chunks; chunk++) {
                arithmetic.add(result.array(), target, result.array(), target, partial, (o * chunks + chunk) * inner, inner);
            }
        }
    }

    /// Whole rows of up to [#SHORT] values, many to a block.
    private void shortRows(int task, int member) {
        Cursor cursor = cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST);
        int rowsPerTask = CHUNK / reduced;
        int perBlock = Math.max(1, Math.min(cluster.block(), PIECE) / reduced);
        int end = Math.min((task + 1) * rowsPerTask, result.size());
        for (int row = task * rowsPerTask; row < end; row += perBlock) {
            int count = Math.min(perBlock, end - row);
            cluster.runBlock(cursor, row * reduced, count * reduced, null, 0);
            sumRows(cursor.array(source), cursor.offset(source), result.offset() + row, count);
        }
    }

    private void sumRows(float[] x, int offset, int target, int count) {
        float[] y = result.array();
        for (int row = 0; row < count; row++) {
            int from = offset + row * reduced;
            float sum = x[from];
            for (int j = 1; j < reduced; j++) {
                sum += x[from + j];
            }
            y[target + row] = sum;
        }
    }

    private void longRow(int task, int member) {
        Cursor cursor = cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST);
        int begin = task / chunks * reduced + task % chunks * CHUNK;
        int end = Math.min(begin + CHUNK, (task / chunks + 1) * reduced);
        float sum = 0;
        for (int i = begin; i < end; i += PIECE) {
            int n = Math.min(PIECE, end - i);
            cluster.runBlock(cursor, i, n, null, 0);
            sum += arithmetic.sum(cursor.array(source), cursor.offset(source), n, lanes[member]);
        }
        partial[task] = sum;
    }

    private void columns(int task, int member) {
        Cursor cursor = cluster.begin(member, step, team.workspace().of(member), Alignment.FIRST);
        int firstRow = task / chunks * reduced + task % chunks * chunkRows;
        int rows = Math.min(chunkRows, reduced - task % chunks * chunkRows);
        int width = Math.min(inner, cluster.block());
        for (int column = 0; column < inner; column += width) {
            int n = Math.min(width, inner - column);
            int perBlock = n == inner ? cluster.block() / inner : 1;
            for (int row = 0; row < rows; row += perBlock) {
                int count = Math.min(perBlock, rows - row);
                cluster.runBlock(cursor, (firstRow + row) * inner + column, n * count, null, 0);
                addRows(cursor, task * inner + column, n, count, row == 0);
            }
        }
    }

    private void addRows(Cursor cursor, int target, int n, int count, boolean first) {
        float[] x = cursor.array(source);
        int offset = cursor.offset(source);
        if (first) {
            System.arraycopy(x, offset, partial, target, n);
            arithmetic.addRows(partial, target, x, offset + n, n, count - 1);
        } else {
            arithmetic.addRows(partial, target, x, offset, n, count);
        }
    }
}
