package nunchi.data;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import org.jspecify.annotations.Nullable;

/// The columns that a model learnt from, found again in a CSV file.
final class LearntColumns {
    private LearntColumns() {}

    /// The examples' columns in another table, which needs no others.
    ///
    /// @throws nunchi.check.InvalidRequestException when it has not these columns
    static CsvColumns in(TableColumns learnt, CsvHeader other, @Nullable Boolean given) {
        return learnt.named() ? byName(learnt, other, given) : byPosition(learnt, other);
    }

    /// The columns of examples and targets in another table.
    ///
    /// @param layout how the other table itself is to be read: names that it has count more than the names of old
    /// @throws nunchi.check.InvalidRequestException when it has not these columns
    static CsvColumns in(TableColumns learnt, CsvLayout layout) {
        List<TableColumn> outputs = learnt.outputs();
        CsvHeader other = layout.header();
        CsvColumns found = in(learnt, other, layout.given());
        if (layout.namesOutputs() || outputs.isEmpty()) {
            return found.withOutputs(layout.outputs());
        }
        if (!learnt.named()) {
            List<Integer> columns = other.columns();
            Check.require(
                    columns.size() == learnt.count(),
                    "%s has %d columns; to be compared with what the model predicts, it needs the %d of the table that the model learnt from"
                            .formatted(other.file(), columns.size(), learnt.count()));
            return found.withOutputs(outputs.stream()
                    .map(output -> columns.get(output.position()))
                    .toList());
        }
        List<String> names = other.cells();
        List<String> lacking = outputs.stream()
                .map(TableColumn::name)
                .filter(name -> !names.contains(name))
                .toList();
        String noun = lacking.size() == 1 ? "column" : "columns";
        Check.require(
                lacking.isEmpty(),
                "%s lacks the %s %s, which the model learnt to predict; it has %s"
                        .formatted(other.file(), noun, quoted(lacking), Check.listed(names)));
        return found.withOutputs(
                outputs.stream().map(output -> names.indexOf(output.name())).toList());
    }

    private static String quoted(List<String> names) {
        return Check.listed(names.stream().map("'%s'"::formatted).toList());
    }

    private static CsvColumns byName(TableColumns learnt, CsvHeader other, @Nullable Boolean given) {
        List<TableColumn> features = learnt.features();
        List<String> names = other.cells();
        List<String> lacking = features.stream()
                .map(TableColumn::name)
                .filter(name -> !names.contains(name))
                .toList();
        Check.require(
                other.named() || given == null && lacking.size() < features.size(),
                "%s has no header, but the model learnt from columns with names; write these above their columns: %s"
                        .formatted(
                                other.file(),
                                Check.listed(
                                        features.stream().map(TableColumn::name).toList())));
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

    private static CsvColumns byPosition(TableColumns learnt, CsvHeader other) {
        int count = learnt.count();
        List<TableColumn> features = learnt.features();
        int width = features.size();
        List<Integer> columns = other.columns();
        String whole = count == width ? "" : ", or the %d columns of the table it learnt from".formatted(count);
        Check.require(
                columns.size() == width || columns.size() == learnt.count(),
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
