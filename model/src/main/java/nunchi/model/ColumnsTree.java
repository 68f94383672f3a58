package nunchi.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// The columns of a table as `table` in a run's `data.json`.
public final class ColumnsTree {
    private ColumnsTree() {}

    /// As they are written.
    public static TableRecord of(TableColumns table) {
        return new TableRecord(
                table.count(),
                positions(table.features()),
                names(table.features()),
                positions(table.outputs()),
                names(table.outputs()),
                each(table.features(), TableColumn::categories),
                each(table.features(), ColumnsTree::fill),
                table.header());
    }

    /// A number, or one of the categories.
    private static @Nullable Object fill(TableColumn column) {
        return column.fill() == null || column.categories() != null
                ? column.fill()
                : (Object) Double.parseDouble(column.fill());
    }

    /// One for each feature, null where it has none; nothing where none has one.
    private static <T> @Nullable List<T> each(List<TableColumn> features, Function<TableColumn, T> part) {
        List<T> parts = features.stream().map(part).toList();
        return parts.stream().allMatch(Objects::isNull) ? null : parts;
    }

    private static List<Integer> positions(List<TableColumn> columns) {
        return columns.stream().map(TableColumn::position).toList();
    }

    private static List<String> names(List<TableColumn> columns) {
        return columns.stream()
                .map(TableColumn::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// As they were before.
    ///
    /// @throws nunchi.check.InvalidRequestException when the record contradicts itself
    public static TableColumns read(TableRecord table) {
        List<TableColumn> features = columns(table.features(), table.names(), "names", "features");
        Check.require(
                table.outputs().isEmpty()
                        || table.names().isEmpty() == table.outputNames().isEmpty(),
                "of features and targets only one kind has names");
        Check.require(table.columns() != null, "it lacks the key table.columns");
        return new TableColumns(
                table.columns(),
                IntStream.range(0, features.size())
                        .mapToObj(i -> feature(features.get(i), i, table))
                        .toList(),
                columns(table.outputs(), table.outputNames(), "outputNames", "outputs"),
                table.header());
    }

    private static TableColumn feature(TableColumn column, int place, TableRecord table) {
        List<String> categories = at(table.categories(), place);
        Object fill = at(table.fill(), place);
        return new TableColumn(
                column.position(),
                column.name(),
                categories,
                fill instanceof Double number ? Float.toString(number.floatValue()) : (String) fill);
    }

    private static <T> @Nullable T at(@Nullable List<T> parts, int place) {
        return parts != null && place < parts.size() ? parts.get(place) : null;
    }

    private static List<TableColumn> columns(List<Integer> at, List<String> named, String names, String positions) {
        Check.require(
                named.isEmpty() || named.size() == at.size(),
                "there are %d %s for %d %s".formatted(named.size(), names, at.size(), positions));
        return IntStream.range(0, at.size())
                .mapToObj(i -> new TableColumn(at.get(i), named.isEmpty() ? "" : named.get(i)))
                .toList();
    }
}
