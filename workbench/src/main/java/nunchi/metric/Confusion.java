package nunchi.metric;

import java.util.Arrays;
import java.util.List;

/// How often each class was taken for each.
///
/// @param counts `[classes, classes]`, rows of the true class, columns of the predicted one
public record Confusion(List<List<Integer>> counts) {

    /// Of every row; there are two classes at least, and each row has one.
    public static Confusion of(Predictions predictions) {
        int[][] counts = new int[predictions.classes()][predictions.classes()];
        for (int row = 0; row < predictions.size(); row++) {
            counts[predictions.data().label(row)][predictions.answer(row)]++;
        }
        return new Confusion(Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }
}
