package nunchi.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// Finds which columns of a table are what, as the reading says.
final class CsvLayout {
    private final Path file;
    private final Reading reading;
    private final List<String> names;

    /// @param first the cells of the first line, the header if there is one
    CsvLayout(Path file, Reading reading, List<String> first) {
        this.file = file;
        this.reading = reading;
        this.names = first;
        Check.require(first.size() >= 2, "%s has one column; a table has at least one number and a label or target in each row, parted by , ; or tabs"
                .formatted(file));
    }

    Boolean header() {
        return reading.header();
    }

    Path file() {
        return file;
    }

    /// Whether label or target are given by names that the header has.
    boolean namesOutputs() {
        boolean given = reading.label() != null || !reading.target().isEmpty();
        return given && wanted().stream().allMatch(column -> !Cells.isWhole(column) && names.contains(column));
    }

    /// A column asked for by its name is in it, or it can only be names, or the first output's cell is no number and the one below is.
    private boolean isHeader(List<String> second) {
        if (reading.header() != null) {
            return reading.header();
        }
        if (namesOutputs() || Cells.isHeader(names) || hasIndex()) {
            return true;
        }
        if (second == null || second.size() != names.size()) {
            return false;
        }
        String wanted = wanted().getFirst();
        int output = names.contains(wanted) && !Cells.isWhole(wanted) ? names.indexOf(wanted) : position(wanted);
        return !Cells.isNumber(names.get(output)) && !Cells.isMissing(names.get(output)) && Cells.isNumber(second.get(output));
    }

    /// Whether the first column has no name and the others have: the index of the rows, as pandas writes it.
    private boolean hasIndex() {
        return names.getFirst().isEmpty() && Cells.isHeader(names.subList(1, names.size()));
    }

    private List<String> wanted() {
        return !reading.target().isEmpty() ? reading.target() : List.of(reading.label() == null ? "-1" : reading.label());
    }

    /// @param second the cells of the second line; null where there is none
    CsvColumns columns(List<String> second) {
        boolean header = isHeader(second);
        List<Integer> outputs = wanted().stream().map(column -> find(column, header)).toList();
        List<Integer> ignored = reading.ignore().stream().map(column -> find(column, header)).toList();
        List<Integer> features = IntStream.range(0, names.size()).filter(i -> !outputs.contains(i) && !ignored.contains(i))
                .filter(i -> i > 0 || !header || !names.getFirst().isEmpty()).boxed().toList();
        Check.require(!features.isEmpty(), "%s has no column left to learn from; of its %d columns, all are label, target or ignored".formatted(file, names.size()));
        return new CsvColumns(file, names, header, features, outputs, "mend it, or leave the column out by ignore");
    }

    private int find(String column, boolean header) {
        int index = header ? names.indexOf(column) : -1;
        return index >= 0 ? index : position(column);
    }

    private int position(String column) {
        if (!Cells.isWhole(column)) {
            throw new InvalidRequestException("%s has no column '%s'; it has %s".formatted(file, column, String.join(", ", names)));
        }
        int position = Integer.parseInt(column);
        int counted = position < 0 ? names.size() + position : position;
        Check.require(counted >= 0 && counted < names.size(), "%s has no column %d; it has %d columns, 0 to %d, or -1 for the last"
                .formatted(file, position, names.size(), names.size() - 1));
        return counted;
    }
}
