package nunchi.data;

import java.util.List;
import java.util.Map;
import nunchi.tensor.Tensor;

/// The examples of a table, for a model that is trained.
///
/// @param values `[rows, values]`
/// @param filled by the rows that had cells without a value: `column 'age' by 38.0`
public record CsvExamples(Tensor values, Map<Integer, List<String>> filled) {
    public CsvExamples {
        filled = Map.copyOf(filled);
    }
}
