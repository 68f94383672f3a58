package nunchi.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.model.TableColumn;
import org.jspecify.annotations.Nullable;

/// What the first line of a table is: the names of its columns, or its first row. Every reader of tables asks here.
///
/// It holds names if a column asked for by its name is in it, if none of its cells is a value, if its first cell alone
/// is empty (above the index that pandas writes), if the cell of a class or target is no number and the one below is,
/// or if it counts `0, 1, 2, …` (the default names of pandas) and the line below shows that it is no row.
///
/// @param cells   of the first line, without those at its end that are empty in the second line too
/// @param named   whether they are names
/// @param indexed whether the first column is an index of the rows, which is no value of an example
/// @param notes   what a person should know of it
record CsvHeader(Path file, List<String> cells, boolean named, boolean indexed, List<String> notes) {
    static final String EMPTY_END = "the empty cells at the end of the lines are left out";
    /// So many numbers that count from 0 are hardly a row, unless the next line counts on.
    private static final int MANY = 4;
    private static final int SHOWN = 3;
    private static final String PANDAS_INDEX = "Unnamed: 0";

    /// What there is to decide from.
    ///
    /// @param first  the cells of the first line
    /// @param second of the second line; null where there is none
    /// @param given  whether the first line is a header; null to decide it
    record Start(
            Path file,
            List<String> first,
            @Nullable List<String> second,
            @Nullable Boolean given) {}

    /// @param wanted the columns asked for, by name or position; none where all columns are numbers
    static CsvHeader of(Start start, List<String> wanted) {
        List<String> cells = withoutEmptyEnd(start.first, start.second);
        boolean nameless = cells.size() > 1 && cells.getFirst().isEmpty();
        List<String> names = nameless ? cells.subList(1, cells.size()) : cells;
        CsvHeader row = new CsvHeader(start.file, cells, false, false, List.of());
        boolean counted = start.given == null && row.counted(names, wanted, start.second);
        boolean named = start.given == null ? counted || row.isHeader(names, wanted, start.second) : start.given;
        List<String> notes = new ArrayList<>();
        if (nameless && named) {
            notes.add("the first column has no name and is left out, as the index of the rows that pandas writes");
        } else if (counted) {
            notes.add("the first line, %s, …, is read as the names of the columns"
                    .formatted(String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))));
        }
        if (cells.size() < start.first.size()) {
            notes.add(EMPTY_END);
        }
        boolean written = named && row.isWrittenIndex(wanted, start.second);
        if (written) {
            notes.addFirst("the first column, '%s', is left out, as the index of the rows that pandas wrote"
                    .formatted(PANDAS_INDEX));
        }
        return new CsvHeader(start.file, cells, named, named && nameless || written, notes);
    }

    /// Whether the first column is an index that pandas wrote, read again, and wrote once more, and nobody asks for it.
    private boolean isWrittenIndex(List<String> wanted, @Nullable List<String> second) {
        return cells.size() > 1
                && cells.getFirst().equals(PANDAS_INDEX)
                && !wanted.contains(PANDAS_INDEX)
                && second != null
                && Cells.isWhole(Cells.withoutZeros(second.getFirst()));
    }

    private boolean isHeader(List<String> names, List<String> wanted, @Nullable List<String> second) {
        requireNames(file, names);
        return has(wanted)
                || Cells.isHeader(names)
                || standsAboveNumber(wanted, second)
                || names.size() < cells.size()
                        && second != null
                        && second.getFirst().equals("0");
    }

    /// Whether the line counts `0, 1, 2, …` and is no row.
    private boolean counted(List<String> names, List<String> wanted, @Nullable List<String> second) {
        return counts(names) && !has(wanted) && (names.size() < cells.size() || isNoRow(second));
    }

    /// A line of texts and empty cells can be no row.
    private static void requireNames(Path file, List<String> names) {
        boolean texts = names.stream().anyMatch(Cells::isText)
                && names.stream().allMatch(name -> name.isEmpty() || Cells.isText(name));
        Check.require(
                !texts || !names.contains(""),
                "%s: the header has no name for a column after '%s'; give each column a name"
                        .formatted(file, names.get(Math.max(0, names.indexOf("") - 1))));
    }

    private static List<String> withoutEmptyEnd(List<String> first, @Nullable List<String> second) {
        int size = first.size();
        while (size > 1
                && first.get(size - 1).isEmpty()
                && (second == null
                        || second.size() < size
                        || second.get(size - 1).isEmpty())) {
            size--;
        }
        return first.subList(0, size);
    }

    /// Whether columns are asked for by name, and all of these are there.
    private boolean has(List<String> wanted) {
        return !wanted.isEmpty()
                && wanted.stream().allMatch(column -> !Cells.isPosition(column) && cells.contains(column));
    }

    /// Whether the first cell of a class or target is no number, and the one below is.
    private boolean standsAboveNumber(List<String> wanted, @Nullable List<String> second) {
        if (wanted.isEmpty() || second == null || second.size() < cells.size()) {
            return false;
        }
        int column = find(wanted.getFirst());
        return Cells.isText(cells.get(column)) && Cells.isNumber(second.get(column));
    }

    private static boolean counts(List<String> names) {
        return names.size() > 1
                && IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i)));
    }

    /// Of a line that counts `0, 1, 2, …`.
    private boolean isNoRow(@Nullable List<String> second) {
        if (second == null || second.size() < cells.size()) {
            return false;
        }
        boolean whole = second.stream().limit(cells.size()).allMatch(Cells::isWhole);
        boolean on = IntStream.range(1, cells.size())
                .allMatch(i -> Cells.number(second.get(i)) - Cells.number(second.get(i - 1)) == 1);
        Check.require(
                !whole || cells.size() >= MANY && !on,
                ("%s: the first line, %s, may be the names of the columns, as pandas writes them, or a row; " + "%s")
                        .formatted(
                                file,
                                String.join(",", cells.subList(0, Math.min(MANY, cells.size()))),
                                Remedy.SAY_HEADER));
        return true;
    }

    /// The same, known to be names.
    CsvHeader asNames() {
        return new CsvHeader(file, cells, true, indexed, notes);
    }

    /// The positions of all columns but an index.
    List<Integer> columns() {
        return IntStream.range(indexed ? 1 : 0, cells.size()).boxed().toList();
    }

    /// A column of numbers.
    TableColumn column(int position) {
        return new TableColumn(position, named ? cells.get(position) : "");
    }

    int count() {
        return cells.size();
    }

    /// The position of a column, by its name or its position from 0, or from -1 backwards.
    ///
    /// @throws InvalidRequestException when there is none
    int find(String column) {
        boolean name = cells.contains(column) && (named || !Cells.isPosition(column));
        return name ? cells.indexOf(column) : position(column);
    }

    private int position(String column) {
        if (!Cells.isPosition(column)) {
            throw new InvalidRequestException(
                    "%s has no column '%s'; it has %s".formatted(file, Check.excerpt(column), Check.listed(cells)));
        }
        int position = Integer.parseInt(column);
        int counted = position < 0 ? count() + position : position;
        Check.require(
                counted >= 0 && counted < count(),
                "%s has no column %d; it has %d columns, 0 to %d, or -1 for the last"
                        .formatted(file, position, count(), count() - 1));
        return counted;
    }

    /// A column for a person: its name in quotes, or its number.
    String inWords(int column) {
        return named ? "column '%s'".formatted(cells.get(column)) : "column %d".formatted(column);
    }
}
