package nunchi.interchange;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nunchi.backend.MatrixView;
import nunchi.backend.RowSource;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.data.CsvFile;
import nunchi.data.CsvRows;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Labels;
import nunchi.data.Reading;
import nunchi.data.WideRows;
import nunchi.file.GivenFile;
import nunchi.file.Unreadable;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Rows of numbers, from wherever they lie.
///
/// @param name    what was asked for
/// @param source  `[n, d]`, each row's axes flattened
/// @param labels  of the rows, `[n]`; null where none are known
/// @param data    the data set they come from, row by row; null for an array or a table of numbers
/// @param offsets `[d]`, what was taken from each column, since float32 has too few digits for its values
///                ([NarrowRows]); null where nothing was
public record Rows(
        String name,
        RowSource source,
        @Nullable Labels labels,
        @Nullable Dataset data,
        double @Nullable [] offsets) {
    /// Of the heap, for rows that are to be worked on in memory.
    private static final double SHARE = 0.4;
    private static final String ARRAY = ".npy";

    /// What rows are asked for.
    ///
    /// @param name   of a data set, whose training set is taken; or the path of a `.npy` array `[rows, …]`, or of a
    ///               table
    /// @param label  the column of a table that has the class; null where all its columns are numbers
    /// @param labels a file with the class of each row: whole numbers in a `.npy` array `[rows]`, or a text with a
    ///               class in each line; may be null
    /// @param most   takes the first so many rows; null for all
    /// @param header whether the first line of a table is a header; null to decide it from the file
    /// @param ignore columns of a table that are left out
    public record Request(
            String name,
            @Nullable String label,
            @Nullable Path labels,
            @Nullable Integer most,
            @Nullable Boolean header,
            List<String> ignore) {
        public Request {
            ignore = List.copyOf(ignore);
            Check.require(
                    label == null || labels == null,
                    "the classes come from a column of the table or from a file; " + Remedy.ONE_LABEL);
            Check.require(most == null || most > 0, "rows is %s; it must be at least 1".formatted(most));
        }

        /// All rows, with the labels that a data set has.
        public Request(String name) {
            this(name, null, null, null);
        }

        public Request(String name, @Nullable String label, @Nullable Path labels, @Nullable Integer most) {
            this(name, label, labels, most, null, List.of());
        }

        public Request withHeader(@Nullable Boolean first) {
            return new Request(name, label, labels, most, first, ignore);
        }

        public Request withIgnore(List<String> columns) {
            return new Request(name, label, labels, most, header, columns);
        }

        /// How many are taken of those that there are.
        private int of(int all) {
            Check.require(
                    most == null || most <= all,
                    "%s has %,d rows; ask for at most as many, not %,d".formatted(name, all, most));
            return most == null ? all : most;
        }
    }

    /// @throws InvalidRequestException when there is nothing of this name, it is damaged, or its labels do not fit
    public static Rows read(Request request, DataCatalogue catalogue) {
        Check.require(
                !Files.exists(Path.of(request.name(), "experiment.yaml")),
                "%s is a run, not rows; %s".formatted(request.name(), Remedy.INSPECT_RUN));
        if (isArray(request.name())) {
            Check.require(
                    request.label() == null,
                    "%s is an array, whose columns have no names; %s".formatted(request.name(), Remedy.LABELS_FILE));
            Check.require(
                    request.header() == null,
                    "%s is an array, which has no header; %s".formatted(request.name(), Remedy.NO_HEADER));
            Check.require(
                    request.ignore().isEmpty(),
                    "%s is an array, whose columns have no names; %s".formatted(request.name(), Remedy.NO_IGNORE));
            Path file = Path.of(request.name());
            return WideArray.open(file)
                    .map(wide -> of(request, wide, null))
                    .orElseGet(() -> of(request, MappedArray.open(file)));
        }
        if (isTable(request.name(), catalogue)) {
            Path file = Path.of(request.name());
            CsvRows table = request.label() == null
                    ? CsvFile.numbers(file, reading(request))
                    : CsvFile.rows(file, reading(request));
            catalogue.tell(file.getFileName().toString(), table.notes());
            return of(request, table.values(), table.data());
        }
        return of(request, catalogue.load(request.name(), reading(request)).train());
    }

    private static Reading reading(Request request) {
        Reading plain = request.label() == null ? Reading.PLAIN : Reading.PLAIN.withLabel(request.label());
        return plain.withHeader(request.header()).withIgnore(request.ignore().toArray(String[]::new));
    }

    private static boolean isTable(String name, DataCatalogue catalogue) {
        return catalogue.list().stream().noneMatch(entry -> entry.name().equals(name))
                && Files.isRegularFile(Path.of(name));
    }

    private static boolean isArray(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ARRAY);
    }

    private static Rows of(Request request, RowSource all) {
        int rows = request.of(all.rows());
        Labels labels = request.labels() == null ? null : labels(request.labels(), all.rows(), rows);
        return new Rows(request.name(), rows < all.rows() ? new First(all, rows) : all, labels, null, null);
    }

    private static Rows of(Request request, WideRows wide, @Nullable Dataset data) {
        int rows = request.of(wide.rows());
        NarrowRows narrow = NarrowRows.of(wide, rows);
        Labels own = data == null ? null : Labels.of(data, rows);
        Labels labels = request.labels() == null ? own : labels(request.labels(), wide.rows(), rows);
        return new Rows(request.name(), narrow.values(), labels, data, narrow.offsets());
    }

    /// Some rows, from the first on.
    private record First(RowSource all, int rows) implements RowSource {
        @Override
        public int columns() {
            return all.columns();
        }

        @Override
        public void read(int first, int count, float[] into, int at) {
            all.read(first, count, into, at);
        }
    }

    static MatrixView matrix(Tensor array) {
        int rows = array.shape().extent(0);
        return MatrixView.of(array.values(), rows, array.values().length / rows);
    }

    private static Rows of(Request request, Dataset data) {
        int rows = request.of(data.size());
        int columns = data.example().size();
        Check.require(
                (long) rows * columns < Integer.MAX_VALUE - Long.SIZE,
                "%d rows of %d values are more than an array holds; %s".formatted(rows, columns, Remedy.FEWER_ROWS));
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            data.example(row, values, row * columns);
        }
        Labels labels = request.labels() == null ? Labels.of(data, rows) : labels(request.labels(), data.size(), rows);
        return new Rows(request.name(), MatrixView.of(values, rows, columns), labels, data, null);
    }

    private static Labels labels(Path file, int all, int rows) {
        List<String> texts = isArray(file.toString()) ? numbers(file) : lines(file);
        Check.require(
                texts.size() == all,
                "%s has %d labels, but there are %d rows; it must have one for each"
                        .formatted(file, texts.size(), all));
        return Labels.of(texts.subList(0, rows));
    }

    private static List<String> numbers(Path file) {
        return WideArray.open(file).map(wide -> wide.wholeNumbers(file)).orElseGet(() -> narrow(file));
    }

    private static List<String> narrow(Path file) {
        List<String> texts = new ArrayList<>();
        for (float value : Npy.read(file).values()) {
            texts.add(wholeNumber(file, value).toPlainString());
        }
        return texts;
    }

    static BigDecimal wholeNumber(Path file, double value) {
        Check.require(
                Double.isFinite(value) && value == Math.rint(value),
                "%s holds %s, which is not a class; labels are whole numbers".formatted(file, value));
        return new BigDecimal(value);
    }

    private static List<String> lines(Path file) {
        try {
            return Labels.requireComplete(
                    file, GivenFile.text(file).lines().map(String::strip).toList());
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException(
                    "%s is not text in UTF-8; labels are a .npy array, or a text with a class in each line"
                            .formatted(file),
                    binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the labels %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        }
    }

    /// All rows in memory, `[n, d]`, less what was taken from other rows' columns.
    ///
    /// @throws InvalidRequestException when they are more than it holds
    public MatrixView valuesBeside(Rows other) {
        MatrixView own = values();
        if (offsets == null && other.offsets == null || own.columns() != other.source.columns()) {
            return own;
        }
        float[] moved = new float[own.rows() * own.columns()];
        for (int i = 0; i < moved.length; i++) {
            int column = i % own.columns();
            moved[i] = (float) (own.get(i / own.columns(), column) + (offset(column) - other.offset(column)));
        }
        return MatrixView.of(moved, own.rows(), own.columns());
    }

    private double offset(int column) {
        return offsets == null ? 0 : offsets[column];
    }

    /// What a column's values are called on an axis: `column 1`, or `column 1 - 5400003.0` where so much was taken from
    /// them.
    public String axis(int column) {
        return "column %d".formatted(column) + (offset(column) == 0 ? "" : " - " + offset(column));
    }

    /// All rows in memory, `[n, d]`.
    ///
    /// @throws InvalidRequestException when they are more than it holds
    public MatrixView values() {
        if (source instanceof MatrixView view) {
            return view;
        }
        long size = (long) source.rows() * source.columns();
        Check.require(
                size < Integer.MAX_VALUE
                        && size * Float.BYTES < SHARE * Runtime.getRuntime().maxMemory(),
                "%,d rows of %,d values are too many for a heap of %,d MB; %s, %s, or %s"
                        .formatted(
                                source.rows(),
                                source.columns(),
                                Runtime.getRuntime().maxMemory() >> 20,
                                Remedy.FEWER_COLUMNS,
                                Remedy.FEWER_ROWS,
                                Remedy.LARGER_HEAP));
        float[] values = new float[(int) size];
        source.read(0, source.rows(), values, 0);
        return MatrixView.of(values, source.rows(), source.columns());
    }
}
