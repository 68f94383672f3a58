package nunchi.data;

import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.TableColumn;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// The rows of a table, from which examples are made: a missing value is filled, and a category becomes values of 1 and
/// 0. No example has a missing value.
final class TableRows {
    private final String name;
    private final List<TableColumn> columns;
    private final float[] values;
    private final int rows;
    private final boolean[] lacking;
    private final float[] fills;
    private final int width;

    /// @param values  `[rows, columns]`, of categories their numbers; NaN where one is missing
    /// @param lacking by column, whether the file lacks a value there, which may be filled already
    TableRows(String name, List<TableColumn> columns, float[] values, boolean[] lacking) {
        this.name = name;
        this.columns = columns;
        this.values = values;
        this.rows = values.length / columns.size();
        this.lacking = lacking;
        this.fills = new float[columns.size()];
        int sum = 0;
        for (int i = 0; i < fills.length; i++) {
            fills[i] = columns.get(i).filled();
            sum += columns.get(i).width();
        }
        this.width = sum;
    }

    /// The same with other fills.
    TableRows with(List<TableColumn> filled) {
        return new TableRows(name, filled, values, lacking);
    }

    List<TableColumn> columns() {
        return columns;
    }

    /// Whether the file lacks a value in a column.
    boolean lacks(int column) {
        return lacking[column];
    }

    int rows() {
        return rows;
    }

    /// Values of an example.
    int width() {
        return width;
    }

    /// `[rows, columns]`
    float[] values() {
        return values;
    }

    /// NaN where it is missing.
    float value(int row, int column) {
        return values[row * columns.size() + column];
    }

    /// @throws InvalidRequestException when a value is missing that is not filled
    void example(int row, float[] into, int offset) {
        int place = offset;
        for (int i = 0; i < fills.length; i++) {
            float value = value(row, i);
            float filled = Float.isNaN(value) ? fill(row, i) : value;
            int size = columns.get(i).width();
            if (columns.get(i).isCategorical()) {
                for (int category = 0; category < size; category++) {
                    into[place + category] = category == filled ? 1 : 0;
                }
            } else {
                into[place] = filled;
            }
            place += size;
        }
    }

    private float fill(int row, int column) {
        if (Float.isNaN(fills[column])) {
            throw new InvalidRequestException(
                    "row %d of %s has no value in %s yet; DataSettings.cut fills it, from the training set"
                            .formatted(row, name, columns.get(column).inWords()));
        }
        return fills[column];
    }

    /// `[rows, values]`
    Tensor examples() {
        Check.require(
                rows * (long) width < Integer.MAX_VALUE - Long.SIZE,
                "%s has more values than an array holds: %,d rows of %,d; give it in parts"
                        .formatted(name, rows, width));
        float[] all = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            example(row, all, row * width);
        }
        return new Tensor(Shape.of(rows, width), all);
    }
}
