package nunchi.data;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// The columns of a table that examples and targets were made of, so that they are found again in another table: by
/// their names; where there was no header, by their positions in a table with the same number of columns, or as all
/// columns of a table that has no others.
///
/// @param count    of all columns of the table
/// @param features in the order of an example's values
/// @param outputs  the column of the class, or those to be predicted; empty where they are not known
/// @param header   whether the first line of a table is a header; null to decide it from the file
public record TableColumns(int count, List<TableColumn> features, List<TableColumn> outputs, Boolean header) {
    public TableColumns {
        features = List.copyOf(features);
        outputs = List.copyOf(outputs);
        List<Integer> positions = features.stream().map(TableColumn::position).toList();
        Check.require(
                !features.isEmpty() && positions.stream().allMatch(feature -> feature >= 0 && feature < count),
                "the features %s are no columns of a table that has %d".formatted(positions, count));
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
    public TableColumns withHeader(Boolean first) {
        return new TableColumns(count, features, outputs, first);
    }

    TableColumns withFeatures(List<TableColumn> others) {
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
    void requireSameOrder(TableColumns other, String data) {
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
    boolean named() {
        return features.stream().noneMatch(feature -> feature.name().isEmpty());
    }

    /// The examples' columns in another table, which needs no others.
    ///
    /// @throws nunchi.check.InvalidRequestException when it has not these columns
    CsvColumns in(CsvHeader other, Boolean given) {
        return named() ? byName(other, given) : byPosition(other);
    }

    /// The columns of examples and targets in another table.
    ///
    /// @param layout how the other table itself is to be read: names that it has count more than the names of old
    /// @throws nunchi.check.InvalidRequestException when it has not these columns
    CsvColumns in(CsvLayout layout) {
        CsvHeader other = layout.header();
        CsvColumns found = in(other, layout.given());
        if (layout.namesOutputs() || outputs.isEmpty()) {
            return found.withOutputs(layout.outputs());
        }
        if (!named()) {
            List<Integer> columns = other.columns();
            Check.require(
                    columns.size() == count,
                    "%s has %d columns; to be compared with what the model predicts, it needs the %d of the table that the model learnt from"
                            .formatted(other.file(), columns.size(), count));
            return found.withOutputs(outputs.stream()
                    .map(output -> columns.get(output.position()))
                    .toList());
        }
        List<String> names = other.cells();
        List<String> lacking = outputs.stream()
                .map(TableColumn::name)
                .filter(name -> !names.contains(name))
                .toList();
        Check.require(
                lacking.isEmpty(),
                "%s lacks the %s %s, which the model learnt to predict; it has %s"
                        .formatted(
                                other.file(),
                                lacking.size() == 1 ? "column" : "columns",
                                quoted(lacking),
                                Check.listed(names)));
        return found.withOutputs(
                outputs.stream().map(output -> names.indexOf(output.name())).toList());
    }

    private static String quoted(List<String> names) {
        return Check.listed(names.stream().map("'%s'"::formatted).toList());
    }

    private CsvColumns byName(CsvHeader other, Boolean given) {
        List<String> names = other.cells();
        List<String> lacking = features.stream()
                .map(TableColumn::name)
                .filter(name -> !names.contains(name))
                .toList();
        Check.require(
                other.named() || given == null && lacking.size() < features.size(),
                "%s has no header, but the model learnt from columns with names; write these above their columns: %s"
                        .formatted(other.file(), Check.listed(names(features))));
        Check.require(
                lacking.isEmpty(),
                "%s lacks the %s %s, which the model learnt from; it has %s"
                        .formatted(
                                other.file(),
                                lacking.size() == 1 ? "column" : "columns",
                                quoted(lacking),
                                Check.listed(names)));
        return new CsvColumns(
                other.asNames(),
                features.stream()
                        .map(feature -> feature.at(names.indexOf(feature.name())))
                        .toList(),
                List.of(),
                CsvRemedy.ASK);
    }

    private CsvColumns byPosition(CsvHeader other) {
        int width = features.size();
        List<Integer> columns = other.columns();
        String whole = count == width ? "" : ", or the %d columns of the table it learnt from".formatted(count);
        Check.require(
                columns.size() == width || columns.size() == count,
                "%s has %d %s; the model takes %d values in a row%s"
                        .formatted(
                                other.file(),
                                columns.size(),
                                columns.size() == 1 ? "column" : "columns",
                                width,
                                whole));
        boolean all = columns.size() == count;
        List<TableColumn> found = IntStream.range(0, width)
                .mapToObj(i ->
                        features.get(i).at(columns.get(all ? features.get(i).position() : i)))
                .toList();
        return new CsvColumns(other, found, List.of(), CsvRemedy.ASK);
    }
}
