package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.backend.RowSource;
import nunchi.check.Check;
import nunchi.embed.Pca;
import nunchi.embed.Tsne;
import nunchi.interchange.Npy;
import nunchi.interchange.Rows;
import nunchi.report.LineDrawing;
import nunchi.report.LineDrawing.Line;
import nunchi.report.LineDrawing.Mark;
import nunchi.report.MapDrawing;
import nunchi.report.MapReport;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `nunchi embed ROWS`.
@Command(
        name = "embed",
        header = "Maps rows of numbers to the plane by t-SNE or PCA.",
        description = "t-SNE finds neighbours by all values of the rows, or by the principal components of --pca.",
        footer = {
            "",
            "Examples:",
            "  nunchi embed digits --report map.html",
            "  nunchi embed mnist --rows 10000 --perplexity 40 --out map.npy",
            "  nunchi embed layers/0.dense.npy --labels layers/targets.npy --method pca",
            "  nunchi embed new.npy --into map.npy --known mnist --perplexity 40"
        })
final class EmbedCommand implements Runnable {
    private static final int PLANE = 2;

    /// How rows are mapped.
    enum Method {
        PCA,
        TSNE
    }

    @Mixin
    private RowsOptions options;

    @Option(
            names = "--method",
            paramLabel = "pca|tsne",
            defaultValue = "tsne",
            description = "Algorithm: pca or tsne (default: ${DEFAULT-VALUE}).")
    private Method method;

    @Option(
            names = "--components",
            paramLabel = "N",
            description = "Number of components of the map, at least 1; t-SNE has 2 (default: 2).")
    private @Nullable Integer components;

    @Option(
            names = "--perplexity",
            paramLabel = "N",
            description =
                    "Perplexity of t-SNE, at least 1, roughly the number of neighbours of each row (default: 30).")
    private @Nullable Double perplexity;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Number of iterations of t-SNE; the first 250 use early exaggeration (default: 1000).")
    private @Nullable Integer iterations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of the randomized PCA, which is used for more than 1,024 columns (default: 1).")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File for the map, a .npy array [rows, components] (default: not written).")
    private @Nullable Path out;

    @Option(
            names = "--into",
            paramLabel = "MAP",
            description =
                    "Map that the rows are placed into, a .npy array that --out wrote; it is not changed (default: a new map).")
    private @Nullable Path into;

    @Option(
            names = "--known",
            paramLabel = "ROWS",
            description =
                    "Rows that the map of --into was made of, from the first: a data set, a .npy array or a CSV file (default: none; required with --into).")
    private @Nullable String known;

    @Override
    public void run() {
        check();
        Rows rows = options.read();
        if (method == Method.TSNE && into == null) {
            tsne().neighbours(rows.source().rows());
        }
        Check.require(
                seed == null || isRandom(rows.source()),
                "nothing of this map is drawn at random, so that it is the same for every seed; omit --seed");
        PrintWriter print = options.out();
        print.println(RowsOptions.inWords(rows));
        print.flush();
        try (Backend backend = options.backend()) {
            PlaneMap map = map(rows, backend.numerics());
            PlaneMap.print(map.figures(), print);
            store(rows, map);
        }
    }

    private void check() {
        int wanted = Check.positive("components", components());
        Check.require(
                method == Method.TSNE || perplexity == null && iterations == null && options.components() == null,
                "--perplexity, --iterations and --pca are about t-SNE; omit them, or give --method tsne");
        Check.require(
                method == Method.PCA || wanted == PLANE,
                "t-SNE makes maps of 2 components, not %d; principal components (--method pca) can be more"
                        .formatted(wanted));
        Check.require(
                options.report() == null || wanted >= PLANE,
                "a page draws a map in the plane; give --components 2 or more for it");
        Check.require(
                (into == null) == (known == null),
                "--into MAP and --known ROWS go together: rows are placed near those that they are like");
        Check.require(
                into == null || method == Method.TSNE && iterations == null && options.components() == null,
                "--into places rows into a map of t-SNE by their own values; omit --method, --iterations and --pca");
    }

    private boolean isRandom(RowSource rows) {
        return into == null
                && (options.components() == null ? new Pca(components()) : new Pca(options.components()))
                        .isRandom(rows);
    }

    private long seed() {
        return seed == null ? 1 : seed;
    }

    private int components() {
        return components == null ? PLANE : components;
    }

    private PlaneMap map(Rows rows, Numerics numerics) {
        if (method == Method.PCA) {
            return PlaneMap.principal(
                    rows.source(), rows.labels(), new Pca(components(), Pca.Solver.AUTO, false, seed()), numerics);
        }
        Tsne settings = tsne();
        if (into != null && known != null) {
            Tensor map = Npy.read(into);
            Check.require(
                    map.shape().rank() == 2 && map.shape().extent(1) == PLANE,
                    "%s is %s; a map is [rows, 2]".formatted(into, map.shape()));
            return PlaneMap.placed(options.read(known, map.shape().extent(0)), map, rows, settings, numerics);
        }
        MatrixView values = options.values(rows, seed(), numerics);
        return PlaneMap.tsne(
                values,
                rows.labels(),
                settings,
                numerics,
                new DescentLine(options.out(), Terminal.present(), settings.iterations()));
    }

    private Tsne tsne() {
        Tsne plain = new Tsne();
        return new Tsne(
                        perplexity == null ? plain.perplexity() : perplexity,
                        iterations == null ? plain.iterations() : iterations)
                .withStart(plain.start(), seed());
    }

    private void store(Rows rows, PlaneMap map) {
        PrintWriter print = options.out();
        if (out != null) {
            Npy.write(
                    out,
                    new Tensor(
                            Shape.of(map.places().rows(), map.places().columns()),
                            map.places().values()));
            print.println("map      %s: [%d, %d]"
                    .formatted(out, map.places().rows(), map.places().columns()));
        }
        if (options.report() != null) {
            print.println("report   " + page(rows, map).write(options.report()));
        }
        print.flush();
    }

    private MapReport page(Rows rows, PlaneMap map) {
        String title = "%s of %s".formatted(method == Method.PCA ? "Principal components" : "t-SNE", options.title());
        MapDrawing drawing = rows.labels() == null
                ? new MapDrawing(title, map.places(), map.axes(), null, List.of())
                : new MapDrawing(
                        title,
                        map.places(),
                        map.axes(),
                        rows.labels().numbers(),
                        rows.labels().names());
        return new MapReport(
                title, summary(rows), map.figures(), List.of(drawing), divergence(map), rows.data(), options.command());
    }

    private static List<LineDrawing> divergence(PlaneMap map) {
        List<double[]> points = map.looks().stream()
                .map(look -> new double[] {look.iteration(), look.divergence()})
                .toList();
        return points.size() < 2
                ? List.of()
                : List.of(new LineDrawing(
                        "KL divergence over the iterations",
                        "iteration",
                        "",
                        List.of(new Line("KL divergence", points)),
                        map.looks().getLast().iteration() > Tsne.EXAGGERATED
                                ? new Mark(Tsne.EXAGGERATED, "end of exaggeration", false)
                                : null));
    }

    private String summary(Rows rows) {
        String what = "%s rows of %s values, each a point."
                .formatted(
                        Numbers.count(rows.source().rows()),
                        Numbers.count(rows.source().columns()));
        return what
                + (method == Method.PCA
                        ? " The two directions are those along which the rows vary most; what differs along others is not seen."
                        : " Near rows lie near each other; how far groups lie apart, and how large they are, means little on such a map.");
    }
}
