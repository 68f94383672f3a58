package nunchi.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.TableColumn;
import org.jspecify.annotations.Nullable;

/// Reads the cells of the columns that examples are made of: numbers, categories and missing values.
final class CsvFeatures {
    private final CsvColumns columns;
    private final @Nullable Missing missing;
    /// By column, the numbers of its categories; of a column of numbers none.
    private final List<Map<String, Integer>> numbers = new ArrayList<>();
    /// By column, whether a cell without a value was filled or is to be.
    private final boolean[] lacking;
    private boolean incomplete;

    /// @param missing what fills missing values of columns that are learnt from; may be null
    CsvFeatures(CsvColumns columns, @Nullable Missing missing) {
        this.columns = columns;
        this.missing = missing;
        this.lacking = new boolean[columns.features().size()];
        for (TableColumn column : columns.features()) {
            Map<String, Integer> known = new HashMap<>();
            for (String category : categories(column)) {
                known.put(category, known.size());
            }
            numbers.add(known);
        }
    }

    private static List<String> categories(TableColumn column) {
        return Objects.requireNonNullElse(column.categories(), List.of());
    }

    /// Whether the values are examples as they are.
    boolean plain() {
        return !incomplete && columns.features().stream().noneMatch(TableColumn::isCategorical) && missing == null;
    }

    /// By column, whether a cell had no value.
    boolean[] lacking() {
        return lacking.clone();
    }

    /// Whether a cell is to be read as a number.
    boolean isNumber(int feature, String cell) {
        return !columns.features().get(feature).isCategorical() && !isMissing(cell);
    }

    /// No word for a missing value ends with a digit.
    private static boolean isMissing(String cell) {
        char last = cell.isEmpty() ? ' ' : cell.charAt(cell.length() - 1);
        return (last < '0' || last > '9') && Cells.isMissing(cell);
    }

    /// The value of a cell that is no number: of a category its number, in the order of occurrence where it is learnt;
    /// NaN for a missing one.
    ///
    /// @param line in the file, from 1
    float value(int feature, String cell, long line) {
        TableColumn column = columns.features().get(feature);
        if (isMissing(cell)) {
            return missing(feature, column, cell, line);
        }
        return category(feature, column, cell, line);
    }

    /// Whether a cell without a value has that which the training set gave.
    boolean isFilled(int feature, String cell) {
        return columns.features().get(feature).fill() != null && isMissing(cell);
    }

    private float missing(int feature, TableColumn column, String cell, long line) {
        lacking[feature] = true;
        if (column.fill() != null) {
            return column.filled();
        }
        Missing rule = missing == null ? null : missing.of(column.position(), column.name());
        if (rule == null || !rule.fits(column.isCategorical())) {
            String why = rule == null
                    ? columns.remedy().missing()
                    : column.isCategorical()
                            ? "a category is filled by missing: mostFrequent or {constant: unknown}"
                            : "a number is filled by missing: mean, median, mostFrequent or {constant: 0}";
            throw new InvalidRequestException("%s, line %d: %s has no value ('%s'); %s"
                    .formatted(columns.file(), line, column.inWords(), cell, why));
        }
        if (rule instanceof Missing.Constant constant) {
            return column.isCategorical() ? category(feature, column, constant.value(), line) : constant.number();
        }
        incomplete = true;
        return Float.NaN;
    }

    /// Whole numbers among missing ones are floats where pandas writes them: the category of `1.0` is 1.
    private float category(int feature, TableColumn column, String text, long line) {
        String cell = Cells.withoutZeros(text);
        Map<String, Integer> known = numbers.get(feature);
        Integer number = columns.learns() ? known.computeIfAbsent(cell, _ -> known.size()) : known.get(cell);
        if (number == null) {
            throw new InvalidRequestException(
                    "%s, line %d: %s holds '%s', which is none of the categories that the model learnt: %s"
                            .formatted(
                                    columns.file(),
                                    line,
                                    column.inWords(),
                                    Check.excerpt(cell),
                                    Check.listed(categories(column))));
        }
        return number;
    }

    /// The columns with their categories in order, by whose places the values of learnt categories are replaced.
    ///
    /// @param values `[rows, columns]`
    List<TableColumn> columns(float[] values, int rows) {
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> column(i, values, rows))
                .toList();
    }

    private TableColumn column(int feature, float[] values, int rows) {
        TableColumn column = columns.features().get(feature);
        if (!columns.learns()) {
            return column;
        }
        TableColumn learnt = column.isCategorical() ? column.withCategories(sorted(feature, values, rows)) : column;
        Missing rule = missing == null ? null : missing.of(column.position(), column.name());
        return rule instanceof Missing.Constant constant
                        && constant.fits(column.isCategorical())
                        && (!column.isCategorical() || categories(learnt).contains(fill(column, constant)))
                ? learnt.withFill(fill(column, constant))
                : learnt;
    }

    private static String fill(TableColumn column, Missing.Constant constant) {
        return column.isCategorical() ? Cells.withoutZeros(constant.value()) : Float.toString(constant.number());
    }

    private List<String> sorted(int feature, float[] values, int rows) {
        Map<String, Integer> found = numbers.get(feature);
        List<String> sorted = new ArrayList<>(found.keySet());
        sorted.sort(Cells.order(sorted));
        int[] places = new int[sorted.size()];
        for (int i = 0; i < places.length; i++) {
            places[Objects.requireNonNull(found.get(sorted.get(i)))] = i;
        }
        for (int place = feature; place < rows * numbers.size(); place += numbers.size()) {
            values[place] = Float.isNaN(values[place]) ? Float.NaN : places[(int) values[place]];
        }
        return sorted;
    }
}
