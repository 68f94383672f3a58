package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.data.CsvFile;
import nunchi.data.DataCatalogue;
import nunchi.embed.Pca;
import nunchi.interchange.Rows;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options of the commands that take rows of numbers.
final class RowsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ROWS",
            description = "Training set of a data set ('nunchi data list'), .npy array, or CSV file.")
    private String name;

    @Option(names = "--rows", paramLabel = "N", description = "Number of rows, from the first (default: all).")
    private @Nullable Integer rows;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description =
                    "Class column of a CSV file, by name or position; -1 is the last (default: none, all columns are numbers).")
    private @Nullable String label;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns of a CSV file to leave out, by name or position (default: none).")
    private List<String> ignore = List.of();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "File with the class of each row: a .npy array of whole numbers, or a text with one class a line (default: none).")
    private @Nullable Path labels;

    @Option(
            names = "--header",
            negatable = true,
            description = "Whether the first line of a CSV file is a header (default: detected).")
    private @Nullable Boolean header;

    @Option(
            names = "--pca",
            paramLabel = "N",
            description =
                    "Number of principal components to use instead of the rows' values (default: use the values).")
    private @Nullable Integer components;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "File for a page with the map, .html; it shows the images where examples are images (default: not written).")
    private @Nullable Path report;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads, 1 to 1024; results do not depend on it (default: one per processor).")
    private @Nullable Integer threads;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder to search for data sets first, each in a folder of its name (default: $$NUNCHI_DATA, then ~/.cache/nunchi/data).")
    private @Nullable Path dataFolder;

    Rows read() {
        return Rows.read(new Rows.Request(name, label, labels, rows, header, ignore), catalogue());
    }

    /// The option --header is of tables alone, and beside them an array may be given.
    private static boolean table(String rows) {
        return CsvFile.named(Path.of(rows));
    }

    /// Whether a study file is named, not rows.
    boolean study() {
        return isStudy(name);
    }

    static boolean isStudy(String rows) {
        return rows.matches("(?i).*\\.ya?ml");
    }

    Path file() {
        return Path.of(name);
    }

    /// The options that were given, by their longest names.
    List<String> given() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    RunOptions run() {
        RunOptions plain = new RunOptions().withData(catalogue());
        return threads == null ? plain : plain.withThreads(threads);
    }

    private DataCatalogue catalogue() {
        return DownloadProgress.catalogue(dataFolder, spec.commandLine().getErr());
    }

    /// The first so many of other rows.
    Rows read(String others, int most) {
        return Rows.read(
                new Rows.Request(
                        others, null, null, most, table(others) ? header : null, table(others) ? ignore : List.of()),
                catalogue());
    }

    /// The rows, or their first principal components where these were asked for.
    MatrixView values(Rows read, long seed, Numerics numerics) {
        if (components == null) {
            return read.values();
        }
        float[] scores = new Pca(components, Pca.Solver.AUTO, false, seed)
                .fit(read.source(), numerics)
                .scores();
        return MatrixView.of(scores, read.source().rows(), components);
    }

    Backend backend() {
        return Backends.fastest(run().threads());
    }

    /// Null where the rows' own values are taken.
    @Nullable
    Integer components() {
        return components;
    }

    /// Null where no page is asked for.
    @Nullable
    Path report() {
        return report;
    }

    /// The data set's name, or the file's without its folder.
    String title() {
        return name.replaceFirst(".*[/\\\\]", "");
    }

    /// The command as it was given.
    String command() {
        return "nunchi "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    static String inWords(Rows rows) {
        String classes = rows.labels() == null
                ? ""
                : ", " + Numbers.count(rows.labels().names().size(), "class");
        return "%s: %s of %s%s"
                .formatted(
                        rows.name(),
                        Numbers.count(rows.source().rows(), "row"),
                        Numbers.count(rows.source().columns(), "value"),
                        classes);
    }
}
