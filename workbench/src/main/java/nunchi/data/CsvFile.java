package nunchi.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Tensor;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads tables of numbers with a column of classes, or columns to be predicted: text in UTF-8 with one row a line, plain or compressed
/// by gzip, the cells parted by commas, semicolons or tabs (whichever is the most frequent in the first line) and quoted where they
/// need to be.
///
/// The first line is a header if a label or target asked for by name is in it, if none of its cells is a number, or if the label's is none
/// and the label's next is one. A first column without a name in a header is an index, as pandas writes it, and left out. Classes are
/// sorted, by value where all are whole numbers, else as texts: scikit-learn's `LabelEncoder`.
public final class CsvFile {
    private static final int HEAD = 1 << 16;
    private static final Pattern NAME = Pattern.compile(".*\\.(csv|tsv|txt|gz)", Pattern.CASE_INSENSITIVE);
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Reading reading;
    private final Layout layout;

    private CsvFile(Path file, Reading reading, Layout layout) {
        this.file = file;
        this.reading = reading;
        this.layout = layout;
    }

    /// Says which columns are what.
    private interface Layout {
        /// @param second null where there is one line
        CsvColumns columns(List<String> first, List<String> second);
    }

    /// Whether a file's name ends as a table's: `houses.csv.gz`.
    public static boolean named(Path file) {
        return NAME.matcher(file.toString()).matches();
    }

    /// Examples are `[columns]`, or `[rows, columns, channels]` where the rows are read as images; targets `[]` for classes or one column to be
    /// predicted, else `[columns]`.
    ///
    /// @throws InvalidRequestException when the file is absent, no such table, or has not the columns asked for: with line and column
    public static Dataset load(Path file, Reading reading) {
        return load(file, reading, null);
    }

    /// The same for a model that learnt from another table.
    ///
    /// @param learnt the columns of the other table, which are found by their names; null for none
    static Dataset load(Path file, Reading reading, TableColumns learnt) {
        reading.allow(file.toString(), "a table", "label", "target", "ignore", "image", "header");
        CsvFile table = new CsvFile(file, reading, (first, second) -> {
            CsvLayout layout = new CsvLayout(file, reading, first);
            return learnt == null ? layout.columns(second) : learnt.in(layout, first, second);
        });
        return Uncompressed.read(file, table::dataset);
    }

    /// The examples of a table that needs no label and no target.
    ///
    /// @param columns that examples are made of; others are left out
    /// @return `[rows, values]`
    /// @throws InvalidRequestException when the file is absent, no such table, or has not these columns: with line and column
    public static Tensor examples(Path file, TableColumns columns) {
        CsvFile table = new CsvFile(file, Reading.PLAIN, (first, _) -> columns.in(file, first, columns.header()));
        return Uncompressed.read(file, content -> table.read(content).examples());
    }

    /// The numbers of a table without labels.
    ///
    /// @param header whether the first line is a header; null: it is if none of its cells is a number
    /// @return with `[rows, columns]` values
    /// @throws InvalidRequestException when the file is absent, no such table, or has a cell that is no number: with line and column
    public static CsvRows numbers(Path file, Boolean header) {
        CsvFile table = new CsvFile(file, Reading.PLAIN,
                (first, _) -> new CsvColumns(file, first, header == null ? Cells.isHeader(first) : header, IntStream.range(0, first.size()).boxed().toList(), List.of(),
                        "mend it, or name the column as the label if it holds the classes"));
        return Uncompressed.read(file, content -> new CsvRows(table.read(content).wide(), null));
    }

    /// The rows of a table with a label or targets, as [#load] reads it.
    ///
    /// @throws InvalidRequestException as [#load] does
    public static CsvRows rows(Path file, Reading reading) {
        CsvFile table = new CsvFile(file, reading, (first, second) -> new CsvLayout(file, reading, first).columns(second));
        return Uncompressed.read(file, content -> {
            CsvTable read = table.read(content);
            return new CsvRows(read.wide(), read.dataset(Map.of()));
        });
    }

    private Dataset dataset(InputStream content) throws IOException {
        MessageDigest digest = Sha256.digest();
        InputStream digested = new DigestInputStream(content, digest);
        CsvTable table = read(digested);
        return table.dataset(Map.of(file.getFileName().toString(), Sha256.hexadecimal(digest)));
    }

    private CsvTable read(InputStream content) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)), HEAD);
        try {
            CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator(text)).setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).setTrim(true).get();
            try (CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get()) {
                CsvTable table = table(parser, parser.iterator());
                // A checksum is of all that there is.
                content.skip(Long.MAX_VALUE);
                return table;
            }
        } catch (CharacterCodingException binary) {
            throw new InvalidRequestException(file + " is no text in UTF-8; a table is a CSV file in UTF-8", binary);
        }
    }

    /// The most frequent in the first line; the text stands where it stood, past a byte order mark.
    private static char separator(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        text.mark(HEAD);
        char[] head = new char[HEAD - 1];
        int length = Math.max(0, text.read(head));
        text.reset();
        String line = new String(head, 0, length).stripLeading().lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        char most = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            most = count(line, separator) > 0 && count(line, separator) >= count(line, most) ? separator : most;
        }
        return most;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(character -> character == wanted).count();
    }

    private CsvTable table(CSVParser parser, Iterator<CSVRecord> records) throws IOException {
        List<String> first = next(parser, records);
        Check.require(first != null, "%s is empty; a table has a line for each row".formatted(file));
        long firstLine = parser.getCurrentLineNumber();
        List<String> second = next(parser, records);
        CsvColumns columns = layout.columns(first, second);
        CsvTable table = new CsvTable(columns, reading);
        if (!columns.named()) {
            table.add(first, firstLine);
        }
        for (List<String> row = second; row != null; row = next(parser, records)) {
            table.add(row, parser.getCurrentLineNumber());
        }
        return table;
    }

    /// The cells of the next line; null at the end.
    private List<String> next(CSVParser parser, Iterator<CSVRecord> records) throws IOException {
        try {
            return records.hasNext() ? records.next().toList() : null;
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof CSVException quotes) {
                throw refused(parser, quotes);
            }
            throw unreadable.getCause();
        } catch (IllegalStateException | NoSuchElementException refused) {
            throw refused(parser, refused);
        }
    }

    private InvalidRequestException refused(CSVParser parser, Exception cause) {
        return new InvalidRequestException("%s, line %d: the quotes are not as in a CSV file; a quoted cell ends with a quote and a separator"
                .formatted(file, parser.getCurrentLineNumber()), cause);
    }
}
