package nunchi.interchange;

import java.io.IOException;
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
import nunchi.data.CsvFile;
import nunchi.data.DataCatalogue;
import nunchi.data.Dataset;
import nunchi.data.Labels;
import nunchi.data.Reading;
import nunchi.file.Unreadable;
import nunchi.tensor.Tensor;

/// Rows of numbers, from wherever they lie.
///
/// @param name   what was asked for
/// @param source `[n, d]`, each row's axes flattened
/// @param labels of the rows, `[n]`; null where none are known
/// @param data   the data set they come from, row by row; null for an array or a table of numbers
public record Rows(String name, RowSource source, Labels labels, Dataset data) {
    /// Of the heap, for rows that are to be worked on in memory.
    private static final double SHARE = 0.4;
    private static final String ARRAY = ".npy";

    /// What rows are asked for.
    ///
    /// @param name   of a data set, whose training part is taken; or the path of a `.npy` array `[rows, …]`, or of a table
    /// @param label  the column of a table that has the class; null where all its columns are numbers
    /// @param labels a file with the class of each row: whole numbers in a `.npy` array `[rows]`, or a text with a class in each line; may be null
    /// @param most   takes the first rows up to this number; null for all
    public record Request(String name, String label, Path labels, Integer most) {
        public Request {
            Check.require(label == null || labels == null, "--label and --labels are both given; the classes come from a column of the table or from a file");
            Check.require(most == null || most > 0, "rows is %s; it must be at least 1".formatted(most));
        }

        /// All rows, with the labels that a data set has.
        public Request(String name) {
            this(name, null, null, null);
        }
    }

    /// @throws InvalidRequestException when there is nothing of this name, it is damaged, or its labels do not fit
    public static Rows read(Request request, DataCatalogue catalogue) {
        Check.require(!Files.exists(Path.of(request.name(), "experiment.yaml")),
                "%s is a run, not rows; 'nunchi inspect %s' maps what its layers make of its data".formatted(request.name(), request.name()));
        if (isArray(request.name())) {
            Check.require(request.label() == null, "%s is an array, whose columns have no names; give the classes in a file by --labels".formatted(request.name()));
            return of(request, MappedArray.open(Path.of(request.name())));
        }
        if (request.label() == null && isTable(request.name(), catalogue)) {
            return of(request, matrix(CsvFile.numbers(Path.of(request.name()))));
        }
        Reading reading = request.label() == null ? Reading.PLAIN : Reading.PLAIN.withLabel(request.label());
        return of(request, catalogue.load(request.name(), reading).train());
    }

    private static boolean isTable(String name, DataCatalogue catalogue) {
        return catalogue.list().stream().noneMatch(entry -> entry.name().equals(name)) && Files.isRegularFile(Path.of(name));
    }

    private static boolean isArray(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ARRAY);
    }

    private static Rows of(Request request, RowSource all) {
        int rows = request.most() == null ? all.rows() : Math.min(all.rows(), request.most());
        Labels labels = request.labels() == null ? null : labels(request.labels(), all.rows(), rows);
        return new Rows(request.name(), rows < all.rows() ? new First(all, rows) : all, labels, null);
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
        int rows = request.most() == null ? data.size() : Math.min(data.size(), request.most());
        int columns = data.example().size();
        Check.require((long) rows * columns < Integer.MAX_VALUE - Long.SIZE, "%d rows of %d values are more than an array holds; take fewer rows by --rows"
                .formatted(rows, columns));
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            data.example(row, values, row * columns);
        }
        Labels labels = request.labels() == null ? Labels.of(data, rows) : labels(request.labels(), data.size(), rows);
        return new Rows(request.name(), MatrixView.of(values, rows, columns), labels, data);
    }

    private static Labels labels(Path file, int all, int rows) {
        List<String> texts = isArray(file.toString()) ? numbers(file) : lines(file);
        Check.require(texts.size() == all, "%s has %d labels, but there are %d rows; it must have one for each".formatted(file, texts.size(), all));
        return Labels.of(texts.subList(0, rows));
    }

    private static List<String> numbers(Path file) {
        List<String> texts = new ArrayList<>();
        for (float value : Npy.read(file).values()) {
            Check.require(value == (int) value, "%s holds %s, which is no class; labels are whole numbers".formatted(file, value));
            texts.add(Integer.toString((int) value));
        }
        return texts;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readString(file).lines().map(String::strip).toList();
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException("%s is no text in UTF-8; labels are a .npy array, or a text with a class in each line".formatted(file), binary);
        } catch (IOException unreadable) {
            throw new InvalidRequestException("the labels %s cannot be read: %s".formatted(file, Unreadable.reason(unreadable)), unreadable);
        }
    }

    /// All rows in memory, `[n, d]`.
    ///
    /// @throws InvalidRequestException when they are more than it holds
    public MatrixView values() {
        if (source instanceof MatrixView view) {
            return view;
        }
        long size = (long) source.rows() * source.columns();
        Check.require(size < Integer.MAX_VALUE && size * Float.BYTES < SHARE * Runtime.getRuntime().maxMemory(),
                "%,d rows of %,d values are too many for a heap of %,d MB; take their principal components by --pca 50, fewer rows by --rows, or a larger -Xmx"
                .formatted(source.rows(), source.columns(), Runtime.getRuntime().maxMemory() >> 20));
        float[] values = new float[(int) size];
        source.read(0, source.rows(), values, 0);
        return MatrixView.of(values, source.rows(), source.columns());
    }
}
