package nunchi.model;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// The columns of a table that examples and targets were made of, so that they are found again in another table: by
/// their names; where there was no header, by their positions in a table with the same number of columns, or as all
/// columns of a table that has no others.
///
/// @param count    of all columns of the table
/// @param features in the order of an example's values
/// @param outputs  the column of the class, or those to be predicted; empty where they are not known
/// @param header   whether the first line of a table is a header; null to decide it from the file
public record TableColumns(
        int count,
        List<TableColumn> features,
        List<TableColumn> outputs,
        @Nullable Boolean header) {
    public TableColumns {
        features = List.copyOf(features);
        outputs = List.copyOf(outputs);
        List<Integer> positions = features.stream().map(TableColumn::position).toList();
        Check.require(
                !features.isEmpty() && positions.stream().allMatch(feature -> feature >= 0 && feature < count),
                "the features %s are no columns of a table that has %d".formatted(positions, count));
    }

    /// Of tables of which the file decides whether they have a header.
    public TableColumns(int count, List<TableColumn> features, List<TableColumn> outputs) {
        this(count, features, outputs, null);
    }

    /// Of tables that hold nothing but examples.
    ///
    /// @param width values in a row
    public static TableColumns all(int width) {
        return new TableColumns(
                width,
                IntStream.range(0, width)
                        .mapToObj(position -> new TableColumn(position, ""))
                        .toList(),
                List.of(),
                null);
    }

    /// The same for tables with or without a header; null to decide it from the file.
    public TableColumns withHeader(@Nullable Boolean first) {
        return new TableColumns(count, features, outputs, first);
    }

    /// The same with other features.
    public TableColumns withFeatures(List<TableColumn> others) {
        return new TableColumns(count, others, outputs, header);
    }

    /// The names of an example's values, in their order: `age`, `sex=female`, `sex=male`; empty where the table had no
    /// header.
    public List<String> valueNames() {
        return named() ? features.stream().flatMap(TableColumn::valueNames).toList() : List.of();
    }

    /// Whether the values of another data set stand in the order of these columns.
    ///
    /// @throws nunchi.check.InvalidRequestException when both have names, and these are others or in another order
    public void requireSameOrder(TableColumns other, String data) {
        List<String> learnt = valueNames();
        List<String> given = other.valueNames();
        Check.require(
                learnt.isEmpty() || given.isEmpty() || learnt.equals(given),
                "%s has the columns %s, but the model learnt from %s, in this order"
                        .formatted(data, Check.listed(given), Check.listed(learnt)));
        List<String> predicted = names(outputs);
        List<String> wanted = names(other.outputs);
        boolean permuted = named()
                && other.named()
                && !predicted.equals(wanted)
                && predicted.size() == wanted.size()
                && predicted.containsAll(wanted);
        Check.require(
                !permuted,
                "%s has the targets %s, but the model learnt to predict %s; give data.target in this order"
                        .formatted(data, String.join(", ", wanted), String.join(", ", predicted)));
    }

    private static List<String> names(List<TableColumn> columns) {
        return columns.stream().map(TableColumn::name).toList();
    }

    /// Whether the table had a header.
    public boolean named() {
        return features.stream().noneMatch(feature -> feature.name().isEmpty());
    }
}
