package nunchi.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nunchi.check.Check;

/// Which columns of a table are what.
///
/// @param features by position, in the order of an example's values
/// @param outputs  of the label, or of each target; none where a table is read for its examples alone
/// @param remedy   for a text where a number should stand
record CsvColumns(CsvHeader header, List<Integer> features, List<Integer> outputs, String remedy) {
    CsvColumns {
        Set<String> seen = new HashSet<>();
        for (String name : header.named() ? header.cells() : List.<String>of()) {
            Check.require(seen.add(name), "%s: the header has two columns named '%s'; give each its own name".formatted(header.file(), name));
        }
    }

    Path file() {
        return header.file();
    }

    int count() {
        return header.count();
    }

    boolean named() {
        return header.named();
    }

    TableColumns learnt() {
        return new TableColumns(count(), features.stream().map(this::column).toList(), outputs.stream().map(this::column).toList(), null);
    }

    private TableColumn column(int position) {
        return new TableColumn(position, named() ? header.cells().get(position) : "");
    }

    CsvColumns withOutputs(List<Integer> positions) {
        return new CsvColumns(header, features, positions, remedy);
    }

    String inWords(int column) {
        return header.inWords(column);
    }
}
