package nunchi.metric;

import java.util.Arrays;
import java.util.List;

/// How often each class was taken for each.
///
/// @param counts `[classes, classes]`, rows of the true class, columns of the predicted one; empty of more than [#MOST]
///               classes
public record Confusion(List<List<Integer>> counts) {
    /// Classes of which the whole matrix is counted: its size is their square.
    public static final int MOST = 1000;

    /// Of every row, or every token with a tag; there are two classes at least, and each has one.
    public static Confusion of(Predictions predictions) {
        if (predictions.classes() > MOST) {
            return new Confusion(List.of());
        }
        int[][] counts = new int[predictions.classes()][predictions.classes()];
        predictions.forEachClass((truth, answer) -> counts[truth][answer]++);
        return new Confusion(Arrays.stream(counts)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    }
}
