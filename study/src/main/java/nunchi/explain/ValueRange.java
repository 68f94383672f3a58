package nunchi.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.data.Dataset;

/// What one value of the examples of a training set is like.
///
/// @param least   smallest
/// @param median  of an even number of values the upper one of the two in the middle
/// @param largest largest
public record ValueRange(float least, float median, float largest) {
    private static final int MOST_ROWS = 10_000;

    /// Of each value, by the first 10,000 examples at most.
    static List<ValueRange> of(Dataset train) {
        int width = train.example().size();
        int rows = Math.min(train.size(), MOST_ROWS);
        float[] all = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            train.example(row, all, row * width);
        }
        List<ValueRange> ranges = new ArrayList<>();
        float[] column = new float[rows];
        for (int i = 0; i < width; i++) {
            for (int row = 0; row < rows; row++) {
                column[row] = all[row * width + i];
            }
            Arrays.sort(column);
            ranges.add(new ValueRange(column[0], column[rows / 2], column[rows - 1]));
        }
        return List.copyOf(ranges);
    }
}
