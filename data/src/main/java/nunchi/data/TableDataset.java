package nunchi.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.model.DataSchema;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A table with categories or missing values. What fills these follows from the training set, and is not known before
/// the data are cut.
final class TableDataset implements Dataset {
    private final DataCard card;
    private final TableRows rows;
    private final Tensor targets;
    private final @Nullable Missing missing;
    private final Shape example;

    /// @param card    with the table's columns
    /// @param targets `[rows]` or `[rows, …]`
    /// @param missing what fills missing values; null where there are none, or all are filled
    TableDataset(DataCard card, TableRows rows, Tensor targets, @Nullable Missing missing) {
        this.card = card;
        this.rows = rows;
        this.targets = targets;
        this.missing = missing;
        this.example = card.image() == null ? Shape.of(rows.width()) : card.image();
    }

    /// The parts with their missing values filled by what the training set has; these themselves where there is
    /// nothing to be filled.
    ///
    /// @throws nunchi.check.InvalidRequestException when a column of the training set has no value at all, or a part's
    ///                                              categories are others
    static Datasets filled(Datasets parts) {
        if (!(BaseRows.base(parts.train()) instanceof TableDataset table) || table.missing == null) {
            return parts;
        }
        List<TableColumn> columns = table.fitted(table.missing, parts.train());
        return parts.each(part ->
                BaseRows.with(part, base -> base instanceof TableDataset other ? other.with(columns) : base));
    }

    private TableDataset with(List<TableColumn> columns) {
        boolean same = columns.size() == rows.columns().size()
                && IntStream.range(0, columns.size())
                        .allMatch(i -> columns.get(i)
                                .valueNames()
                                .toList()
                                .equals(rows.columns().get(i).valueNames().toList()));
        Check.require(
                same,
                "%s has other columns or categories than the training set; read it by DataCatalogue.load with the DataSchema of the training set"
                        .formatted(name()));
        TableColumns table = Objects.requireNonNull(card.table());
        return new TableDataset(
                card.ofTable(table.withFeatures(columns)).withNotes(notes(columns)), rows.with(columns), targets, null);
    }

    private List<String> notes(List<TableColumn> columns) {
        String fills = IntStream.range(0, columns.size())
                .filter(rows::lacks)
                .mapToObj(columns::get)
                .filter(column -> column.fill() != null)
                .map(column -> "%s by %s".formatted(column.inWords(), column.fill()))
                .collect(Collectors.joining(", "));
        return fills.isEmpty()
                ? card.notes()
                : Stream.concat(card.notes().stream(), Stream.of("missing values are filled: " + fills))
                        .toList();
    }

    /// The columns with what fills them, from the training rows alone.
    private List<TableColumn> fitted(Missing by, Dataset train) {
        int[] places = IntStream.range(0, train.size())
                .map(row -> BaseRows.row(train, row))
                .toArray();
        List<TableColumn> fitted = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            fitted.add(fitted(by, i, places));
        }
        return fitted;
    }

    private TableColumn fitted(Missing by, int position, int[] places) {
        TableColumn column = rows.columns().get(position);
        Missing rule = by.of(column.position(), column.name());
        if (column.fill() != null
                || rule == null
                || !rule.fits(column.isCategorical())
                || rule instanceof Missing.Constant) {
            return column;
        }
        float[] values = new float[places.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.value(places[i], position);
        }
        float fill = rule.statistic(values);
        Check.require(
                !Float.isNaN(fill),
                "%s: %s has no value in the training set that could fill a missing one; leave it out by ignore, or give it a constant as missing: {constant: 0}"
                        .formatted(name(), column.inWords()));
        List<String> categories = column.categories();
        return column.withFill(categories == null ? Float.toString(fill) : categories.get((int) fill));
    }

    @Override
    public DataCard card() {
        return card;
    }

    @Override
    public Shape example() {
        return example;
    }

    @Override
    public Shape target() {
        return targets.shape().example();
    }

    @Override
    public int size() {
        return rows.rows();
    }

    @Override
    public void example(int row, float[] into, int offset) {
        rows.example(row, into, offset);
    }

    @Override
    public void target(int row, float[] into, int offset) {
        int size = target().size();
        System.arraycopy(targets.values(), row * size, into, offset, size);
    }
}
