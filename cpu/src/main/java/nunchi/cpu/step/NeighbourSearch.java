package nunchi.cpu.step;

import java.util.Arrays;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.check.InvalidRequestException;
import nunchi.cpu.Team;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.step.Partition.Region;
import nunchi.cpu.step.ProductTask.Operands;

/// The nearest points of each query. Scores `|p|² - 2·q·p` of a block of queries against a block of points are one matrix product; each query keeps
/// somewhat more candidates than asked for, whose distances are then computed from the differences. Where rounding of the scores could have left
/// out a neighbour, all points are looked at.
///
/// Points and queries are moved by the points' mean first, which takes nothing from the distances and the cancellation from the scores.
public final class NeighbourSearch {
    private static final int QUERIES = 120;
    private static final int POINTS = 512;
    private static final int COLUMNS = 64;
    private static final int VIRTUAL_LANES = 16;
    /// Of a score's rounding, in units of the last place of the squared lengths: a random walk's six deviations.
    private static final double ROUNDING = 6 * 0x1p-24;

    private final MatrixView queries;
    private final MatrixView points;
    private final boolean others;
    private final int count;
    private final int kept;
    private final int depth;
    private final Arithmetic arithmetic;
    private final Team team;
    private final Panels panels;
    private final float[] packed;
    private final float[] norms;
    private final float[] mean;
    private final Member[] members;
    private float longest;
    private final int[] indices;
    private final float[] squares;

    /// @param others whether queries and points are the same rows, of which none is its own neighbour
    public NeighbourSearch(MatrixView queries, MatrixView points, int count, boolean others, Kernels kernels, Team team) {
        this.queries = queries;
        this.points = points;
        this.others = others;
        this.count = count;
        this.kept = Math.min(points.rows() - (others ? 1 : 0), count + count / 8 + 8);
        this.depth = points.columns();
        this.arithmetic = kernels.arithmetic();
        this.team = team;
        this.panels = new Panels(1, depth, points.rows(), POINTS, kernels.tiles());
        this.packed = Alignment.allocate(panels.size());
        this.norms = new float[points.rows()];
        this.mean = new float[depth];
        Partition partition = new Partition(QUERIES, POINTS, false);
        Left left = new Left(Left.ramp(QUERIES, depth), Left.ramp(depth, 1));
        this.members = new Member[team.size()];
        Arrays.setAll(members, member -> new Member(new ProductTask(Operands.panels(left), kernels.tiles(), partition, Alignment.FIRST)));
        team.workspace().reserve(members[0].product.workspaceEnd());
        this.indices = new int[Math.multiplyExact(queries.rows(), count)];
        this.squares = new float[indices.length];
    }

    /// What one thread works in.
    private final class Member {
        private final ProductTask product;
        private final float[] queriesMoved = new float[QUERIES * depth];
        private final float[] difference = new float[depth];
        private final float[] lanes = new float[VIRTUAL_LANES];
        private final Candidates[] candidates = IntStream.range(0, QUERIES).mapToObj(i -> new Candidates(kept)).toArray(Candidates[]::new);
        private final long[] exact = new long[points.rows() > kept ? kept : points.rows()];

        Member(ProductTask product) {
            this.product = product;
        }
    }

    public Neighbours run() {
        team.run(Math.ceilDiv(depth, COLUMNS), (task, _) -> takeMean(task * COLUMNS, Math.min(depth, (task + 1) * COLUMNS)));
        team.run(panels.blocks(), this::pack);
        for (float norm : norms) {
            longest = Math.max(longest, norm);
        }
        team.run(Math.ceilDiv(queries.rows(), QUERIES), this::search);
        return new Neighbours(count, indices, squares);
    }

    private void takeMean(int from, int end) {
        double[] sums = new double[end - from];
        for (int row = 0; row < points.rows(); row++) {
            int first = points.first() + row * points.rowStep() + from;
            for (int j = 0; j < sums.length; j++) {
                sums[j] += points.values()[first + j];
            }
        }
        for (int j = 0; j < sums.length; j++) {
            mean[from + j] = (float) (sums[j] / points.rows());
        }
    }

    private void pack(int block, int member) {
        Member mine = members[member];
        for (int unit = 0; unit < panels.blockUnits(block); ) {
            int width = panels.stripVectors(block, unit) * panels.tiles().lanes();
            int strip = Alignment.FIRST + panels.strip(block, unit);
            for (int j = 0; j < width && block * POINTS + unit + j < points.rows(); j++) {
                int point = block * POINTS + unit + j;
                arithmetic.subtract(mine.difference, 0, points.values(), points.first() + point * points.rowStep(), mean, 0, depth);
                for (int p = 0; p < depth; p++) {
                    packed[strip + p * width + j] = mine.difference[p];
                }
                norms[point] = squaredLength(mine);
            }
            unit += width;
        }
    }

    /// Of the difference; overwrites it.
    private float squaredLength(Member mine) {
        arithmetic.multiply(mine.difference, 0, mine.difference, 0, mine.difference, 0, depth);
        return arithmetic.sum(mine.difference, 0, depth, mine.lanes);
    }

    private void search(int task, int member) {
        Member mine = members[member];
        int from = task * QUERIES;
        int rows = Math.min(QUERIES, queries.rows() - from);
        for (int i = 0; i < rows; i++) {
            arithmetic.subtract(mine.queriesMoved, i * depth, queries.values(), queries.first() + (from + i) * queries.rowStep(), mean, 0, depth);
            mine.candidates[i].clear();
        }
        float[] memory = team.workspace().of(member);
        int local = mine.product.local();
        mine.product.takeLeft(mine.queriesMoved, 0);
        mine.product.takeRight(packed, Alignment.FIRST);
        mine.product.aim(memory, local, POINTS, 1, true);
        for (int first = 0; first < points.rows(); first += POINTS) {
            int end = Math.min(points.rows(), first + POINTS);
            mine.product.compute(new Region(0, rows, first, end), memory);
            for (int i = 0; i < rows; i++) {
                mine.candidates[i].offer(norms, first, end, memory, local + i * POINTS, others ? from + i : -1);
            }
        }
        for (int i = 0; i < rows; i++) {
            finish(from + i, mine, i);
        }
    }

    private void finish(int query, Member mine, int place) {
        Candidates candidates = mine.candidates[place];
        int found = candidates.keepBest();
        for (int i = 0; i < found; i++) {
            mine.exact[i] = Candidates.key(square(query, candidates.index(i), mine), candidates.index(i));
        }
        Arrays.sort(mine.exact, 0, found);
        arithmetic.copy(mine.difference, 0, mine.queriesMoved, place * depth, depth);
        double length = squaredLength(mine);
        if (found < count || found < points.rows() - (others ? 1 : 0)
                && Candidates.score(mine.exact[count - 1]) >= candidates.worst() + length - rounding(length)) {
            store(query, all(query, mine));
        } else {
            store(query, mine.exact);
        }
    }

    private double rounding(double length) {
        return ROUNDING * (Math.sqrt(depth) + 4) * (length + longest);
    }

    /// The exact distances to all points, sorted.
    private long[] all(int query, Member mine) {
        return IntStream.range(0, points.rows()).filter(j -> !others || j != query)
                .mapToLong(j -> Candidates.key(square(query, j, mine), j)).sorted().toArray();
    }

    private void store(int query, long[] sorted) {
        for (int rank = 0; rank < count; rank++) {
            float square = Candidates.score(sorted[rank]);
            if (Float.isNaN(square)) {
                throw new InvalidRequestException("a distance of row %d is not a number; the values must be finite".formatted(query));
            }
            indices[query * count + rank] = Candidates.index(sorted[rank]);
            squares[query * count + rank] = square;
        }
    }

    private float square(int query, int point, Member mine) {
        int q = queries.first() + query * queries.rowStep();
        arithmetic.subtract(mine.difference, 0, queries.values(), q, points.values(), points.first() + point * points.rowStep(), depth);
        return squaredLength(mine);
    }
}
