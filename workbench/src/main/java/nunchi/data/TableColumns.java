package nunchi.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// The columns of a table that examples were made of, so that they are found again in another table: by their names; where there was no
/// header, by their positions in a table with the same number of columns, or as all columns of a table that has no others.
///
/// @param count    of all columns of the table
/// @param features by position from 0, in the order of an example's values
/// @param names    of the features; empty where the table had no header
public record TableColumns(int count, List<Integer> features, List<String> names) {
    private static final String REMEDY = "mend it";

    public TableColumns {
        features = List.copyOf(features);
        names = List.copyOf(names);
        Check.require(!features.isEmpty() && features.stream().allMatch(feature -> feature >= 0 && feature < count),
                "the features %s are no columns of a table that has %d".formatted(features, count));
        Check.require(names.isEmpty() || names.size() == features.size(), "there are %d names for %d features".formatted(names.size(), features.size()));
    }

    /// Of tables that hold nothing but examples.
    ///
    /// @param width values in a row
    public static TableColumns all(int width) {
        return new TableColumns(width, IntStream.range(0, width).boxed().toList(), List.of());
    }

    /// @param first the cells of the other table's first line
    /// @throws nunchi.check.InvalidRequestException when it has not these columns
    CsvColumns in(Path file, List<String> first) {
        return names.isEmpty() ? byPosition(file, first) : byName(file, first);
    }

    private CsvColumns byName(Path file, List<String> first) {
        List<String> lacking = names.stream().filter(name -> !first.contains(name)).toList();
        Check.require(lacking.size() < names.size() || Cells.isHeader(first),
                "%s has no header, but the model learnt from columns with names; write these above their columns: %s".formatted(file, String.join(", ", names)));
        Check.require(lacking.isEmpty(), "%s lacks the %s %s, which the model learnt from; it has %s".formatted(file, lacking.size() == 1 ? "column" : "columns",
                lacking.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")), String.join(", ", first)));
        return new CsvColumns(file, first, true, names.stream().map(first::indexOf).toList(), List.of(), REMEDY);
    }

    private CsvColumns byPosition(Path file, List<String> first) {
        int width = features.size();
        String whole = count == width ? "" : ", or the %d columns of the table it learnt from".formatted(count);
        Check.require(first.size() == width || first.size() == count,
                "%s has %d %s; the model takes %d values in a row%s".formatted(file, first.size(), first.size() == 1 ? "column" : "columns", width, whole));
        return new CsvColumns(file, first, Cells.isHeader(first), first.size() == width ? all(width).features : features, List.of(), REMEDY);
    }
}
