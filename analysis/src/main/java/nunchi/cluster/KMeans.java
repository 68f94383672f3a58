package nunchi.cluster;

import java.util.Objects;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.check.Check;
import nunchi.random.RandomKey;

/// k-means: centres `c₁ … c_k` and the rows nearest to each, such that the sum of squares `Σᵢ |xᵢ - c(i)|²` is small
/// (Lloyd: *Least squares quantization in PCM*, 1982). Rows are given to their nearest centre and centres moved to the
/// mean of their rows, in turn, until no row changes or centres all but stand still. A centre that loses its last row
/// begins anew at the row farthest from its own. Of several restarts, the one with the least sum is taken.
///
/// @param clusters   k
/// @param restarts   each with another start by k-means++ ([Seeding])
/// @param iterations of one restart at most
/// @param tolerance  centres stand still when their squares of movement add up to less than this fraction of the
///                   columns' mean variance
/// @param batch      rows of a step, drawn at random, each moving its centre by `(x - c) / count` (Sculley: *Web-scale
///                   k-means clustering*, 2010); 0 for all rows in each
/// @param seed       of starts and batches
public record KMeans(int clusters, int restarts, int iterations, double tolerance, int batch, long seed) {
    /// Mini-batches in a row without a smaller sum after which a restart ends.
    private static final int PATIENCE = 10;

    public KMeans {
        Check.positive("clusters", clusters);
        Check.positive("restarts", restarts);
        Check.positive("iterations", iterations);
        Check.notNegative("tolerance", tolerance);
        Check.require(batch >= 0, "batch is %d; it must be at least 1, or 0 for all rows".formatted(batch));
    }

    /// 10 restarts of at most 300 iterations over all rows.
    public KMeans(int clusters) {
        this(clusters, 10, 300, 1e-4, 0, 1);
    }

    public KMeans withRestarts(int count) {
        return new KMeans(clusters, count, iterations, tolerance, batch, seed);
    }

    public KMeans withIterations(int most) {
        return new KMeans(clusters, restarts, most, tolerance, batch, seed);
    }

    public KMeans withTolerance(double share) {
        return new KMeans(clusters, restarts, iterations, share, batch, seed);
    }

    public KMeans withBatch(int rows) {
        return new KMeans(clusters, restarts, iterations, tolerance, rows, seed);
    }

    public KMeans withSeed(long other) {
        return new KMeans(clusters, restarts, iterations, tolerance, batch, other);
    }

    /// @param rows `[n, d]`, row by row, n at least k
    /// @throws nunchi.check.InvalidRequestException for fewer rows than clusters, and for values that are not finite
    public KMeansClusters fit(MatrixView rows, Numerics numerics) {
        Check.require(
                rows.rows() >= clusters,
                "%d clusters are asked for, but there are %d rows".formatted(clusters, rows.rows()));
        Check.require(
                batch <= rows.rows(),
                "batch is %d, but there are %d rows; give at most as many, or 0 for all rows"
                        .formatted(batch, rows.rows()));
        Points points = Points.of(rows, numerics);
        Assignment assignment = new Assignment(points, clusters, numerics);
        KMeansClusters best = null;
        for (int restart = 0; restart < restarts; restart++) {
            RandomKey key = RandomKey.of(seed).with("k-means").with(restart);
            float[] centres = new Seeding(points, numerics, key).choose(clusters);
            int done = batch > 0 && batch < rows.rows()
                    ? descendByBatches(points, centres, numerics, key)
                    : descend(assignment, centres, points);
            assignment.assign(centres);
            KMeansClusters found = assignment.finish(centres, done);
            best = best == null || found.inertia() < best.inertia() ? found : best;
        }
        return Objects.requireNonNull(best, "there is a restart at least");
    }

    private int descend(Assignment assignment, float[] centres, Points points) {
        double still = tolerance * points.variance();
        for (int iteration = 1; iteration <= iterations; iteration++) {
            int changed = assignment.assign(centres);
            if (changed == 0 && iteration > 1) {
                return iteration;
            }
            if (assignment.move(centres) <= still) {
                return iteration;
            }
        }
        return iterations;
    }

    private int descendByBatches(Points points, float[] centres, Numerics numerics, RandomKey key) {
        RandomKey draws = key.with("batches");
        double[] counts = new double[clusters];
        double smooth = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        double share = Math.min(1, 2.0 * batch / points.rows());
        int worse = 0;
        for (int iteration = 1; iteration <= iterations; iteration++) {
            Points drawn = points.draw(batch, draws.with(iteration));
            Assignment assignment = new Assignment(drawn, clusters, numerics);
            assignment.assign(centres);
            double sum = assignment.follow(centres, counts) / batch;
            smooth = Double.isNaN(smooth) ? sum : smooth * (1 - share) + sum * share;
            worse = smooth < least ? 0 : worse + 1;
            least = Math.min(least, smooth);
            if (worse >= PATIENCE) {
                return iteration;
            }
        }
        return iterations;
    }
}
