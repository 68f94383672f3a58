package nunchi.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The class of each row.
///
/// @param numbers `[rows]`, positions in `names`
/// @param names   of the classes
public record Labels(int[] numbers, List<String> names) {

    /// Each text is a class. Classes are sorted, by value where all are whole numbers, else as texts.
    public static Labels of(List<String> texts) {
        TreeSet<String> sorted = new TreeSet<>(Cells.order(texts));
        sorted.addAll(texts);
        Map<String, Integer> number = new HashMap<>();
        for (String each : sorted) {
            number.put(each, number.size());
        }
        return new Labels(texts.stream().mapToInt(number::get).toArray(), new ArrayList<>(sorted));
    }

    /// The classes of a data set's first rows; null for a regression.
    public static Labels of(Dataset data, int rows) {
        if (data.classes().isEmpty()) {
            return null;
        }
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = data.label(row);
        }
        return new Labels(numbers, data.classes());
    }
}
