package nunchi.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A column of a table.
///
/// @param position   from 0
/// @param name       as in the header; empty where there was none
/// @param categories its values, each of which becomes a value of the example that is 1 or 0, as scikit-learn's
///                   `OneHotEncoder` has it; null for a column of numbers
/// @param fill       what stands for a missing value: a number, or one of the categories; null where nothing does
public record TableColumn(
        int position,
        String name,
        @Nullable List<String> categories,
        @Nullable String fill) {
    public TableColumn {
        categories = categories == null ? null : List.copyOf(categories);
    }

    /// Of numbers.
    public TableColumn(int position, String name) {
        this(position, name, null, null);
    }

    /// The same with categories.
    public TableColumn withCategories(List<String> values) {
        return new TableColumn(position, name, values, fill);
    }

    /// The same with what stands for a missing value.
    public TableColumn withFill(String value) {
        return new TableColumn(position, name, categories, value);
    }

    /// The same at another position.
    public TableColumn at(int other) {
        return new TableColumn(other, name, categories, fill);
    }

    /// Whether its values are categories.
    public boolean isCategorical() {
        return categories != null;
    }

    /// How many values of an example it becomes.
    public int width() {
        return categories == null ? 1 : categories.size();
    }

    /// The names of these values: `age`, or `sex=female`, `sex=male`; its position where it has no name.
    public Stream<String> valueNames() {
        String column = name.isEmpty() ? Integer.toString(position) : name;
        return categories == null ? Stream.of(column) : categories.stream().map(category -> column + "=" + category);
    }

    /// For a person: its name in quotes, or its number.
    public String inWords() {
        return name.isEmpty() ? "column %d".formatted(position) : "column '%s'".formatted(name);
    }

    /// The fill as a value of the table: the number, or the category's number; NaN where there is none.
    public float filled() {
        return fill == null ? Float.NaN : categories == null ? Float.parseFloat(fill) : categories.indexOf(fill);
    }
}
