package nunchi.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nunchi.check.Check;

/// Which columns of a table are what.
///
/// @param first    the cells of the first line
/// @param named    whether that line is a header
/// @param features by position, in the order of an example's values
/// @param outputs  of the label, or of each target; none where a table is read for its examples alone
/// @param remedy   for a text where a number should stand
record CsvColumns(Path file, List<String> first, boolean named, List<Integer> features, List<Integer> outputs, String remedy) {
    CsvColumns {
        Set<String> seen = new HashSet<>();
        for (String name : named ? first : List.<String>of()) {
            Check.require(seen.add(name), "%s: the header has two columns named '%s'; give each its own name".formatted(file, name));
        }
    }

    int count() {
        return first.size();
    }

    TableColumns learnt() {
        return new TableColumns(count(), features.stream().map(this::column).toList(), outputs.stream().map(this::column).toList(), null);
    }

    private TableColumn column(int position) {
        return new TableColumn(position, named ? first.get(position) : "");
    }

    CsvColumns withOutputs(List<Integer> positions) {
        return new CsvColumns(file, first, named, features, positions, remedy);
    }

    /// A column for a person: its name in quotes, or its number.
    String inWords(int column) {
        return named ? "column '%s'".formatted(first.get(column)) : "column %d".formatted(column);
    }
}
