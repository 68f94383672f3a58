package nunchi.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

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

    /// Among numbers `NaN` is a missing one; among texts `Na` is sodium.
    ///
    /// @param texts the lines of a file, each of which is to be a class
    /// @throws nunchi.check.InvalidRequestException when a line is empty, or holds a word for a missing value among
    ///                                              numbers: with the line
    public static List<String> requireComplete(Path file, List<String> texts) {
        boolean numbers = texts.stream().anyMatch(Cells::isNumber)
                && texts.stream().allMatch(text -> Cells.isNumber(text) || Cells.isMissing(text));
        for (int line = 1; line <= texts.size(); line++) {
            String text = texts.get(line - 1);
            Check.require(
                    !text.isEmpty() && !(numbers && Cells.isMissing(text)),
                    "%s, line %d: %s, but each line holds the class of a row; fill it in, or remove the row"
                            .formatted(
                                    file,
                                    line,
                                    text.isEmpty() ? "it is empty" : "it holds '%s' among numbers".formatted(text)));
        }
        return texts;
    }

    /// The classes of a data set's first rows; null for a regression.
    public static @Nullable Labels of(Dataset data, int rows) {
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
