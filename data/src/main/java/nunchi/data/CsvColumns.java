package nunchi.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nunchi.check.Check;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;

/// Which columns of a table are what.
///
/// @param features with their positions in this table, in the order of an example's values; categories that are to be
///                 learnt are empty
/// @param outputs  of the label, or of each target; none where a table is read for its examples alone
/// @param remedy   by what the table is read for
record CsvColumns(CsvHeader header, List<TableColumn> features, List<Integer> outputs, CsvRemedy remedy) {
    CsvColumns {
        Set<String> seen = new HashSet<>();
        for (String name : header.named() ? header.cells() : List.<String>of()) {
            Check.require(
                    seen.add(name),
                    "%s: the header has two columns named '%s'; give each its own name".formatted(header.file(), name));
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

    CsvColumns withRemedy(CsvRemedy other) {
        return new CsvColumns(header, features, outputs, other);
    }

    /// Whether a model learns from the table, and with it the categories of its columns.
    boolean learns() {
        return remedy == CsvRemedy.LEARN;
    }

    /// @param found the features with their categories
    TableColumns learnt(List<TableColumn> found) {
        return new TableColumns(
                count(), found, outputs.stream().map(header::column).toList(), null);
    }

    /// The names of the output columns; without a header their positions.
    List<String> outputNames() {
        return outputs.stream()
                .map(column -> named() ? header.cells().get(column) : column.toString())
                .toList();
    }

    CsvColumns withOutputs(List<Integer> positions) {
        return new CsvColumns(header, features, positions, remedy);
    }

    String inWords(int column) {
        return header.inWords(column);
    }
}
