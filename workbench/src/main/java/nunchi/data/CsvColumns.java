package nunchi.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// Which columns of a table are what.
final class CsvColumns {
    private final Path file;
    private final Reading reading;
    private final List<String> names;
    private final List<Integer> outputs = new ArrayList<>();
    private final List<Integer> features = new ArrayList<>();
    private boolean named;

    /// @param first the cells of the first line, the header if there is one
    CsvColumns(Path file, Reading reading, List<String> first) {
        this.file = file;
        this.reading = reading;
        this.names = first;
        Check.require(first.size() >= 2, "%s has one column; a table has at least one number and a label or target in each row, parted by , ; or tabs"
                .formatted(file));
    }

    /// None of the cells is a number, or the first output's is none and the one below is.
    boolean isHeader(List<String> first, List<String> second) {
        if (first.stream().noneMatch(Cells::isNumber) && first.stream().noneMatch(Cells::isMissing)) {
            return true;
        }
        if (second == null || second.size() != first.size()) {
            return false;
        }
        String wanted = wanted().getFirst();
        int output = first.contains(wanted) && !Cells.isWhole(wanted) ? first.indexOf(wanted) : position(wanted);
        return !Cells.isNumber(first.get(output)) && !Cells.isMissing(first.get(output)) && Cells.isNumber(second.get(output));
    }

    private List<String> wanted() {
        return !reading.target().isEmpty() ? reading.target() : List.of(reading.label() == null ? "-1" : reading.label());
    }

    /// With the first line as header.
    CsvColumns named() {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Check.require(seen.add(name), "%s: the header has two columns named '%s'; give each its own name".formatted(file, name));
        }
        return settled(true);
    }

    /// Without a header: columns are named by their positions alone.
    CsvColumns numbered() {
        return settled(false);
    }

    private CsvColumns settled(boolean header) {
        wanted().forEach(column -> outputs.add(find(column, header)));
        List<Integer> ignored = reading.ignore().stream().map(column -> find(column, header)).toList();
        IntStream.range(0, names.size()).filter(i -> !outputs.contains(i) && !ignored.contains(i)).forEach(features::add);
        Check.require(!features.isEmpty(), "%s has no column left to learn from; of its %d columns, all are label, target or ignored".formatted(file, names.size()));
        named = header;
        return this;
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

    Path file() {
        return file;
    }

    int count() {
        return names.size();
    }

    List<Integer> features() {
        return features;
    }

    /// Of the label, or of each target.
    List<Integer> outputs() {
        return outputs;
    }

    /// A column for a person: its name in quotes, or its number.
    String inWords(int column) {
        return named ? "column '%s'".formatted(names.get(column)) : "column %d".formatted(column);
    }
}
