package nunchi.cpu.step;

import java.util.Arrays;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.check.InvalidRequestException;

/// The nearest points of each query, from somewhat more candidates, by distances that are computed from the
/// differences. Where rounding of the scores could have left out a neighbour, all points are looked at.
final class Ranking {
    /// Of a score's rounding, in units of the last place of the squared lengths: a random walk's six deviations.
    private static final double ROUNDING = 6 * 0x1p-24;

    private final MatrixView queries;
    private final PackedPoints points;
    private final boolean others;
    private final int available;
    private final int count;
    private final int[] indices;
    private final float[] squares;

    /// @param others whether queries and points are the same rows, of which none is its own neighbour
    Ranking(MatrixView queries, PackedPoints points, int count, boolean others) {
        this.queries = queries;
        this.points = points;
        this.others = others;
        this.available = points.points().rows() - (others ? 1 : 0);
        this.count = count;
        this.indices = new int[Math.multiplyExact(queries.rows(), count)];
        this.squares = new float[indices.length];
    }

    /// The candidates that are worth keeping for each query.
    int kept() {
        return Math.min(available, count + count / 8 + 8);
    }

    Neighbours result() {
        return new Neighbours(count, indices, squares);
    }

    /// What one thread works in.
    Desk desk() {
        return new Desk(new long[kept()], new float[PackedPoints.VIRTUAL_LANES]);
    }

    record Desk(long[] exact, float[] lanes) {}

    /// Settles a query.
    ///
    /// @param place of the query among those of the candidates
    void settle(int query, Candidates candidates, int place, Desk desk) {
        int found = candidates.keepBest(place);
        long[] exact = desk.exact();
        for (int i = 0; i < found; i++) {
            int point = candidates.index(place, i);
            exact[i] = Candidates.key(points.square(queries, query, point, desk.lanes()), point);
        }
        Arrays.sort(exact, 0, found);
        double length = points.squaredLength(queries, query, desk.lanes());
        boolean doubtful = found < available
                && Candidates.score(exact[Math.min(count, exact.length) - 1])
                        >= candidates.worst(place) + length - rounding(length);
        store(query, found < count || doubtful ? all(query, desk) : exact);
    }

    private double rounding(double length) {
        return ROUNDING * (Math.sqrt(queries.columns()) + 4) * (length + points.longest());
    }

    /// The exact distances to all points, sorted.
    private long[] all(int query, Desk desk) {
        return IntStream.range(0, points.points().rows())
                .filter(j -> !others || j != query)
                .mapToLong(j -> Candidates.key(points.square(queries, query, j, desk.lanes()), j))
                .sorted()
                .toArray();
    }

    private void store(int query, long[] sorted) {
        for (int rank = 0; rank < count; rank++) {
            float square = Candidates.score(sorted[rank]);
            if (!Float.isFinite(square)) {
                throw new InvalidRequestException(
                        ("a squared distance of row %d is %s, beyond float32; the values must be finite numbers "
                                        + "below 1e18, so divide larger ones by a common number")
                                .formatted(query, square));
            }
            indices[query * count + rank] = Candidates.index(sorted[rank]);
            squares[query * count + rank] = square;
        }
    }
}
