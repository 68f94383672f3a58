package nunchi.clustering;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import nunchi.backend.Numerics;
import nunchi.cluster.Clustering;
import nunchi.cluster.Dbscan;
import nunchi.cluster.KDistances;
import nunchi.cluster.KMeans;
import nunchi.cluster.KMeansClusters;

/// Every setting of both methods on one set of points.
///
/// @param points    that were grouped
/// @param kmeans    by rising numbers of clusters
/// @param dbscan    by rising numbers of points, and among these by rising distances
/// @param distances to the nearest, as many as [DensitySettings#usual]
/// @param dense     which of `dbscan` is taken without looking at the classes: the usual number of points, and the
///                  distance nearest to the knee
record Trials(
        PointSet points, List<Attempt<KMeans>> kmeans, List<Attempt<Dbscan>> dbscan, KDistances distances, int dense) {
    private static final double SHORT = 0.2;
    private static final int TIMES = 3;

    static Trials of(PointSet points, MeansSettings means, DensitySettings density, long seed, Numerics numerics) {
        KDistances distances = KDistances.of(points.values(), Math.max(2, density.usual()), numerics);
        List<Double> epsilons = density.distances(distances.knee());
        int nearest = 0;
        for (int i = 1; i < epsilons.size(); i++) {
            nearest = Math.abs(epsilons.get(i) - distances.knee()) < Math.abs(epsilons.get(nearest) - distances.knee())
                    ? i
                    : nearest;
        }
        List<Attempt<Dbscan>> dense = new ArrayList<>();
        for (int count : density.minPoints()) {
            epsilons.forEach(epsilon -> dense.add(tried(new Dbscan(epsilon, count), points, numerics)));
        }
        List<Attempt<KMeans>> tried = new ArrayList<>();
        for (int count :
                means.clusters(points.classNames().size(), points.values().rows())) {
            tried.add(tried(
                    new KMeans(count)
                            .withRestarts(means.restarts())
                            .withBatch(means.batch())
                            .withSeed(seed),
                    points,
                    numerics));
        }
        return new Trials(
                points,
                List.copyOf(tried),
                List.copyOf(dense),
                distances,
                density.minPoints().indexOf(density.usual()) * epsilons.size() + nearest);
    }

    private static Attempt<Dbscan> tried(Dbscan settings, PointSet points, Numerics numerics) {
        Timed<int[]> timed =
                Timed.of(() -> settings.fit(points.values(), numerics).labels());
        return new Attempt<>(
                settings,
                Clustering.of(timed.result, points.values(), points.classes(), numerics),
                timed.seconds,
                Double.NaN);
    }

    private static Attempt<KMeans> tried(KMeans settings, PointSet points, Numerics numerics) {
        Timed<KMeansClusters> timed = Timed.of(() -> settings.fit(points.values(), numerics));
        return new Attempt<>(
                settings,
                Clustering.of(timed.result.labels(), points.values(), points.classes(), numerics),
                timed.seconds,
                timed.result.inertia());
    }

    /// What took so long, the least of a few times where it is short.
    private record Timed<T>(T result, double seconds) {
        static <T> Timed<T> of(Supplier<T> work) {
            Timed<T> least = once(work);
            for (int i = 1; i < TIMES && least.seconds < SHORT; i++) {
                Timed<T> again = once(work);
                least = again.seconds < least.seconds ? again : least;
            }
            return least;
        }

        private static <T> Timed<T> once(Supplier<T> work) {
            long start = System.nanoTime();
            return new Timed<>(work.get(), PointSet.seconds(start));
        }
    }

    /// Which of `kmeans` is taken without looking at the classes: the one with the largest silhouette.
    int means() {
        return most(kmeans, each -> each.clustering().silhouette().mean(), 0);
    }

    /// Which setting agrees best with the classes by the adjusted Rand index; of several the one taken without looking
    /// at them, or else the first.
    ///
    /// @return -1 where no classes are known
    static <T> int best(List<Attempt<T>> tried, int taken) {
        return tried.getFirst().clustering().agreement() == null ? -1 : most(tried, Trials::adjustedRand, taken);
    }

    private static double adjustedRand(Attempt<?> tried) {
        return Objects.requireNonNull(tried.clustering().agreement()).adjustedRand();
    }

    private static <T> int most(List<Attempt<T>> tried, ToDoubleFunction<Attempt<T>> figure, int most) {
        int found = Objects.checkIndex(most, tried.size());
        for (int i = 0; i < tried.size(); i++) {
            double best = figure.applyAsDouble(tried.get(found));
            found = Double.isNaN(best) || figure.applyAsDouble(tried.get(i)) > best ? i : found;
        }
        return found;
    }
}
