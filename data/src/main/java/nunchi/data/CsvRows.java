package nunchi.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a table with all digits.
///
/// @param values `[rows, features]`
/// @param data   the same as a data set; null where the table was read without a label
/// @param notes  what a person should know of how the table was read
public record CsvRows(WideRows values, @Nullable Dataset data, List<String> notes) {
    public CsvRows {
        notes = List.copyOf(notes);
    }
}
