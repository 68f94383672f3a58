package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.cluster.Dbscan;
import nunchi.cluster.KDistances;
import nunchi.cluster.KMeans;
import nunchi.embed.Pca;
import nunchi.embed.PrincipalComponents;
import nunchi.interchange.Npy;
import nunchi.interchange.Rows;
import nunchi.report.LineDrawing;
import nunchi.report.MapDrawing;
import nunchi.report.MapReport;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `nunchi cluster ROWS`.
@Command(
        name = "cluster",
        header = "Clusters rows of numbers by k-means or DBSCAN, and measures the clusters.",
        description = {
            "Known classes are compared with the clusters; they are not used for clustering.",
            "A study file (.yaml) clusters several sets of points by both algorithms with many settings; 'nunchi lab clusters --copy DIR' writes one."
        },
        footer = {
            "",
            "Examples:",
            "  nunchi cluster digits --k 10 --report clusters.html",
            "  nunchi cluster map.npy --method dbscan --epsilon 2 --out labels.npy",
            "  nunchi cluster mnist --pca 50 --k 10",
            "  nunchi cluster study.yaml --out runs/study"
        })
final class ClusterCommand implements Runnable {
    private static final int MIN_POINTS = 5;
    private static final int MANY_ROWS = 10_000;
    private static final int MOST_DRAWN = 500;

    /// How rows are grouped.
    enum Method {
        KMEANS,
        DBSCAN
    }

    @Mixin
    private RowsOptions options;

    @Option(
            names = "--method",
            paramLabel = "kmeans|dbscan",
            defaultValue = "kmeans",
            description = "Algorithm: kmeans or dbscan (default: ${DEFAULT-VALUE}).")
    private Method method;

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "Number of clusters of k-means, at least 1 (default: the number of classes).")
    private @Nullable Integer clusters;

    @Option(
            names = "--restarts",
            paramLabel = "N",
            description =
                    "Number of k-means starts, at least 1; the best result is kept (default: 10; 1 for more than 10,000 rows).")
    private @Nullable Integer restarts;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Mini-batch size of k-means, in rows (default: all rows).")
    private @Nullable Integer batch;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Maximum number of iterations of each k-means start, at least 1 (default: 300).")
    private @Nullable Integer iterations;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description =
                    "Convergence tolerance of k-means: squared movement of the centres, as a fraction of the mean variance of the columns (default: 0.0001).")
    private @Nullable Double tolerance;

    @Option(
            names = "--epsilon",
            paramLabel = "X",
            description =
                    "Neighbourhood radius of DBSCAN, above 0, in the units of the rows (default: the knee of the k-distance curve).")
    private @Nullable Double epsilon;

    @Option(
            names = "--min-points",
            paramLabel = "N",
            description =
                    "Number of rows within epsilon that make a core point of DBSCAN, the point itself included, at least 1 (default: 5).")
    private @Nullable Integer minPoints;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1, or the study's seed).")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "File for the cluster of each row, a .npy array [rows] with -1 for noise; with a study file, folder for its results (default: not written; runs/DATE-NAME).")
    private @Nullable Path out;

    @Override
    public void run() {
        if (options.study()) {
            new ClusteringRun(options).run(seed, out);
        } else {
            cluster();
        }
    }

    private void cluster() {
        check();
        Rows rows = options.read();
        PrintWriter print = options.out();
        Check.require(
                clusters == null || clusters <= rows.source().rows(),
                "--k asks for %s clusters, but there are %s rows; give at most as many"
                        .formatted(clusters, rows.source().rows()));
        Check.require(
                seed == null || method == Method.KMEANS || isRandom(rows.source()),
                "DBSCAN draws nothing at random and finds the same clusters for every seed; omit --seed");
        print.println(RowsOptions.inWords(rows));
        print.flush();
        try (Backend backend = options.backend()) {
            Numerics numerics = backend.numerics();
            MatrixView values = options.values(rows, seed(), numerics);
            ClusterResult found = cluster(rows, values, numerics).judged(values, rows.labels(), numerics);
            PlaneMap.print(found.figures(), print);
            store(rows, values, found, numerics);
        }
    }

    /// Beside DBSCAN: the principal components that take the rows' place, or the page's.
    private boolean isRandom(RowSource rows) {
        return options.components() == null
                ? options.report() != null && new Pca(2).isRandom(rows)
                : new Pca(options.components()).isRandom(rows);
    }

    private long seed() {
        return seed == null ? 1 : seed;
    }

    private void check() {
        Check.require(
                method == Method.KMEANS
                        || clusters == null
                                && restarts == null
                                && batch == null
                                && iterations == null
                                && tolerance == null,
                "--k, --restarts, --batch, --iterations and --tolerance are about k-means; omit them, or give --method kmeans");
        Check.require(
                method == Method.DBSCAN || epsilon == null && minPoints == null,
                "--epsilon and --min-points are about DBSCAN; omit them, or give --method dbscan");
        Check.positive("k", clusters == null ? 1 : clusters);
        Check.positive("restarts", restarts == null ? 1 : restarts);
        Check.positive("batch", batch == null ? 1 : batch);
        Check.positive("iterations", iterations == null ? 1 : iterations);
        Check.notNegative("tolerance", tolerance == null ? 0 : tolerance);
        Check.positive("min-points", minPoints == null ? 1 : minPoints);
        Check.positive("epsilon", epsilon == null ? 1 : epsilon);
    }

    private ClusterResult cluster(Rows rows, MatrixView values, Numerics numerics) {
        if (method == Method.DBSCAN) {
            return ClusterResult.density(values, epsilon, minPoints == null ? MIN_POINTS : minPoints, numerics);
        }
        int wanted = Optional.ofNullable(clusters)
                .or(() -> Optional.ofNullable(rows.labels())
                        .map(labels -> labels.names().size()))
                .orElseThrow(() -> new InvalidRequestException(
                        "the number of clusters is missing, and the rows have no classes to count; give --k N"));
        KMeans settings = new KMeans(wanted).withSeed(seed());
        settings = settings.withRestarts(
                restarts != null ? restarts : values.rows() <= MANY_ROWS ? settings.restarts() : 1);
        settings = settings.withIterations(iterations == null ? settings.iterations() : iterations)
                .withTolerance(tolerance == null ? settings.tolerance() : tolerance);
        return ClusterResult.means(values, batch == null ? settings : settings.withBatch(batch), numerics);
    }

    private void store(Rows rows, MatrixView values, ClusterResult found, Numerics numerics) {
        PrintWriter print = options.out();
        if (out != null) {
            float[] numbers = new float[found.labels().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = found.labels()[i];
            }
            Npy.write(out, new Tensor(Shape.of(numbers.length), numbers));
            print.println("clusters %s: [%d]".formatted(out, numbers.length));
        }
        if (options.report() != null) {
            print.println("report   " + report(rows, values, found, numerics).write(options.report()));
        }
        print.flush();
    }

    /// The distances from which that of DBSCAN is chosen.
    private static List<LineDrawing> curves(MatrixView values, @Nullable Dbscan density, Numerics numerics) {
        if (density == null || values.rows() <= density.minPoints()) {
            return List.of();
        }
        KDistances distances = KDistances.of(values, Math.max(2, density.minPoints()), numerics);
        int last = distances.distances().length - 1;
        int count = Math.min(MOST_DRAWN, last + 1);
        List<double[]> points = IntStream.range(0, count)
                .map(i -> (int) ((long) i * last / (count - 1)))
                .mapToObj(rank -> new double[] {rank, distances.distances()[rank]})
                .toList();
        String asked = distances.sampled() ? ", of %s rows at even distances".formatted(Numbers.count(last + 1L)) : "";
        return List.of(LineDrawing.distances(
                "Distance to the %d nearest, itself counted%s".formatted(distances.k(), asked),
                points,
                density.epsilon()));
    }

    private MapReport report(Rows rows, MatrixView values, ClusterResult found, Numerics numerics) {
        Check.require(values.columns() >= 2, "a page draws rows in the plane; they need 2 columns or more, and have 1");
        String name = method == Method.KMEANS ? "k-means" : "DBSCAN";
        String drawn = values.columns() > 2
                ? "Rows are drawn along their first two principal components; clusters were sought among all %s values."
                        .formatted(Numbers.count(values.columns()))
                : "Each row is a point.";
        String noise = method == Method.DBSCAN ? " Grey crosses are noise." : "";
        return new MapReport(
                "%s of %s".formatted(name, options.title()),
                drawn + noise,
                found.figures(),
                maps(rows, plane(rows, values, numerics), found, name),
                curves(values, found.density(), numerics),
                rows.data(),
                options.command());
    }

    /// Where rows are drawn.
    ///
    /// @param places `[rows, 2]`
    private record Plane(MatrixView places, List<String> axes) {}

    private Plane plane(Rows rows, MatrixView values, Numerics numerics) {
        if (values.columns() > 2) {
            PrincipalComponents plane = new Pca(2, Pca.Solver.AUTO, false, seed()).fit(values, numerics);
            return new Plane(
                    MatrixView.of(plane.scores(), values.rows(), 2),
                    List.of(
                            "component 1 (%s of the variance)".formatted(Numbers.percent(plane.shares()[0])),
                            "component 2 (%s of the variance)".formatted(Numbers.percent(plane.shares()[1]))));
        }
        return new Plane(
                values,
                options.components() != null
                        ? List.of("component 1", "component 2")
                        : List.of(rows.axis(0), rows.axis(1)));
    }

    private static List<MapDrawing> maps(Rows rows, Plane plane, ClusterResult found, String name) {
        List<String> names =
                IntStream.range(0, found.clusters()).mapToObj(Integer::toString).toList();
        List<MapDrawing> maps = new ArrayList<>(List.of(new MapDrawing(
                "Clusters by %s, numbered".formatted(name), plane.places, plane.axes, found.labels(), names, "noise")));
        if (rows.labels() != null) {
            maps.add(new MapDrawing(
                    "Classes",
                    plane.places,
                    plane.axes,
                    rows.labels().numbers(),
                    rows.labels().names()));
        }
        return maps;
    }
}
