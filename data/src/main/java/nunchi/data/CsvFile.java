package nunchi.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.file.GivenFile;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Reads tables of numbers with a column of classes, or columns to be predicted: text in UTF-8 (or UTF-16 with a byte
/// order mark) with one row a line, plain or compressed by gzip, the cells parted by commas, semicolons, tabs or `|`
/// (whichever is the most frequent in the first line) and quoted where they need to be. Where no commas part them,
/// numbers may have decimal commas; a column of `true` and `false` is one of 1 and 0.
///
/// Whether the first line is a header, [CsvHeader] says. A first column without a name in a header is an index, as
/// pandas writes it, and left out. Classes are sorted, by value where all are whole numbers, else as texts:
/// scikit-learn's `LabelEncoder`. Labels that pandas wrote as floats, `1.0` and `2.0`, are the classes 1 and 2.
public final class CsvFile {
    private static final int HEAD = 1 << 16;
    private static final Pattern NAME = Pattern.compile(".*\\.(csv|tsv|txt|gz)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TABS = Pattern.compile(".*\\.tsv(\\.gz)?", Pattern.CASE_INSENSITIVE);
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    private final Path file;
    private final Reading reading;
    /// The columns of label or targets; none where there are none.
    private final List<String> wanted;
    /// Of the columns that a model learnt from: a line with all of them is a header.
    private final List<String> names;
    private final Layout layout;

    private CsvFile(Path file, Reading reading, List<String> wanted, @Nullable TableColumns learnt, Layout layout) {
        this.file = file;
        this.reading = reading;
        this.wanted = wanted;
        this.names = learnt == null || !learnt.named()
                ? List.of()
                : learnt.features().stream().map(TableColumn::name).toList();
        this.layout = layout;
    }

    /// Says which columns are what.
    private interface Layout {
        CsvColumns columns(CsvHeader header);
    }

    /// Whether a file's name ends as a table's: `houses.csv.gz`.
    public static boolean named(Path file) {
        return NAME.matcher(file.toString()).matches();
    }

    /// Examples are `[columns]`, or `[rows, columns, channels]` where the rows are read as images; targets `[]` for
    /// classes or one column to be predicted, else `[columns]`.
    ///
    /// @throws InvalidRequestException when the file is absent, no such table, or has not the columns asked for: with
    ///                                 line and column
    public static Dataset load(Path file, Reading reading) {
        return load(file, reading, null);
    }

    /// The same for a model that learnt from another table.
    ///
    /// @param learnt the columns of the other table, which are found by their names; null for none
    static Dataset load(Path file, Reading reading, @Nullable TableColumns learnt) {
        reading.allow(file.toString(), "a table", Reading.OF_TABLE);
        CsvFile table = new CsvFile(file, reading, CsvLayout.wanted(reading), learnt, header -> {
            CsvLayout layout = new CsvLayout(reading, header);
            return learnt == null ? layout.columns() : LearntColumns.in(learnt, layout);
        });
        return Uncompressed.read(file, table::dataset);
    }

    /// The examples of a table that needs no label and no target.
    ///
    /// @param columns that examples are made of; others are left out
    /// @throws InvalidRequestException when the file is absent, no such table, or has not these columns: with line and
    ///                                 column
    public static CsvExamples examples(Path file, TableColumns columns) {
        return Uncompressed.read(
                file, content -> ofExamples(file, columns).read(content).examples());
    }

    static CsvFile ofExamples(Path file, TableColumns columns) {
        return learnt(file, Reading.PLAIN.withHeader(columns.header()), columns);
    }

    private static CsvFile learnt(Path file, Reading reading, TableColumns columns) {
        return new CsvFile(
                file, reading, List.of(), columns, header -> LearntColumns.in(columns, header, columns.header()));
    }

    /// The texts of a table that needs no label and no target.
    ///
    /// @param columns with the one that holds the texts; others are left out
    /// @throws InvalidRequestException when the file is absent, no such table, or has not this column
    public static List<String> texts(Path file, TableColumns columns) {
        return Uncompressed.read(
                file, content -> ofTexts(file, columns).read(content).texts().values());
    }

    static CsvFile ofTexts(Path file, TableColumns columns) {
        TableColumn column = columns.features().getFirst();
        String text = column.name().isEmpty() ? Integer.toString(column.position()) : column.name();
        return learnt(file, Reading.PLAIN.withHeader(columns.header()).withText(text), columns);
    }

    /// The numbers of a table without labels.
    ///
    /// @param reading which columns are ignored, and whether the first line is a header
    /// @return with `[rows, columns]` values
    /// @throws InvalidRequestException when the file is absent, no such table, or has a cell that is no number: with
    ///                                 line and column
    public static CsvRows numbers(Path file, Reading reading) {
        CsvFile table = new CsvFile(file, reading, List.of(), null, header -> CsvLayout.numbers(reading, header));
        return Uncompressed.read(file, content -> table.read(content).rows(false));
    }

    /// The rows of a table with a label or targets, as [#load] reads it.
    ///
    /// @throws InvalidRequestException as [#load] does
    public static CsvRows rows(Path file, Reading reading) {
        CsvFile table = new CsvFile(
                file,
                reading,
                CsvLayout.wanted(reading),
                null,
                header -> new CsvLayout(reading, header).columns().withRemedy(CsvRemedy.NUMBERS));
        return Uncompressed.read(file, content -> table.read(content).rows(true));
    }

    private Dataset dataset(InputStream content) throws IOException {
        MessageDigest digest = Sha256.digest();
        InputStream digested = new DigestInputStream(content, digest);
        CsvTable table = read(digested);
        return table.dataset(Map.of(file.getFileName().toString(), Sha256.hexadecimal(digest)));
    }

    CsvTable read(InputStream content) throws IOException {
        try {
            BufferedReader text = GivenFile.reader(content, HEAD);
            char separator = separator(text);
            CSVFormat format = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(separator)
                    .setIgnoreEmptyLines(true)
                    .setIgnoreSurroundingSpaces(true)
                    .setTrim(true)
                    .get();
            LimitedRows rows = new LimitedRows(file, text, separator, reading.text() != null);
            try (CSVParser parser =
                    CSVParser.builder().setReader(rows).setFormat(format).get()) {
                return table(parser, parser.iterator(), separator != ',');
            }
        } catch (CharacterCodingException binary) {
            throw EncodingFault.of(file, "a table is a CSV file", binary);
        }
    }

    /// The most frequent in the first line, where commas within numbers do not count beside other separators; the text
    /// stands where it stood.
    private char separator(BufferedReader text) throws IOException {
        text.mark(HEAD);
        char[] head = new char[HEAD - 1];
        int length = Math.max(0, text.read(head));
        text.reset();
        String start = new String(head, 0, length);
        Check.require(
                start.indexOf(0) < 0,
                "%s is not text in UTF-8: it holds characters of value 0; a table is a CSV file in UTF-8, or in UTF-16 with a byte order mark"
                        .formatted(file));
        String line = start.replaceAll("\"[^\"]*\"", "")
                .stripLeading()
                .lines()
                .findFirst()
                .orElse("");
        line = line.matches("(?s).*[;\t|].*") ? line.replaceAll("(?<=\\d),(?=\\d)", "") : line;
        requireSeparator(start);
        if (TABS.matcher(file.toString()).matches() && line.indexOf('\t') >= 0) {
            return '\t';
        }
        char most = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            most = count(line, separator) > 0 && count(line, separator) >= count(line, most) ? separator : most;
        }
        return most;
    }

    /// Two lines of equally many words, and nothing else between them.
    private void requireSeparator(String start) {
        List<String[]> lines = start.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .filter(line -> !line.matches(".*[,;\t|\"].*"))
                .map(line -> line.split(" +"))
                .toList();
        boolean blanks =
                lines.size() == 2 && lines.getFirst().length > 1 && lines.getFirst().length == lines.getLast().length;
        Check.require(
                !blanks,
                "%s: the cells are separated by spaces; write a comma, a semicolon, a tab or | between them"
                        .formatted(file));
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(character -> character == wanted).count();
    }

    private CsvTable table(CSVParser parser, Iterator<CSVRecord> records, boolean commas) throws IOException {
        List<String> first = next(parser, records);
        if (first == null) {
            throw new InvalidRequestException("%s is empty; a table has a line for each row".formatted(file));
        }
        long firstLine = parser.getCurrentLineNumber();
        List<String> second = next(parser, records);
        requireNoRemark(first, second);
        Boolean known = reading.header() == null && (!names.isEmpty() && first.containsAll(names) || namesText(first))
                ? Boolean.TRUE
                : reading.header();
        CsvColumns columns = layout.columns(CsvHeader.of(new CsvHeader.Start(file, first, second, known), wanted));
        CsvTable table = new CsvTable(columns, reading, commas);
        if (!columns.named()) {
            table.add(first, firstLine);
        }
        for (List<String> row = second; row != null; row = next(parser, records)) {
            table.add(row, parser.getCurrentLineNumber());
        }
        return table;
    }

    /// Whether the first line has the name of the column of texts. In a table of texts it cannot be seen otherwise
    /// whether a line is a header.
    private boolean namesText(List<String> first) {
        String text = reading.text();
        boolean named = text != null && first.contains(text);
        Check.require(
                named || text == null || reading.header() != null || !names.isEmpty() || !Cells.isPosition(text),
                "%s: the first line may be a header or a row; %s".formatted(file, Remedy.SAY_HEADER));
        return named;
    }

    /// What other programs write above a table: `# a comment`, and `sep=;` for Excel. A column may be named `#`.
    private void requireNoRemark(List<String> first, @Nullable List<String> second) {
        String start = first.getFirst();
        boolean remark =
                start.startsWith("# ") || start.startsWith("#") && second != null && second.size() != first.size();
        Check.require(
                !remark,
                "%s: the first line begins with '#'; take comments away, and of a line with the names of the columns the '#'"
                        .formatted(file));
        Check.require(
                !start.startsWith("sep="),
                "%s: the first line is '%s', which is for Excel alone; remove it"
                        .formatted(file, String.join("", first)));
    }

    /// The cells of the next line; null at the end.
    private @Nullable List<String> next(CSVParser parser, Iterator<CSVRecord> records) throws IOException {
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
        return new InvalidRequestException(
                "%s, line %d: the quotes are not as in a CSV file; a quoted cell ends with a quote and a separator"
                        .formatted(file, parser.getCurrentLineNumber()),
                cause);
    }
}
