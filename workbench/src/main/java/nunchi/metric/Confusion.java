package nunchi.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// How often each class was taken for each.
///
/// @param counts `[classes, classes]`, rows of the true class, columns of the predicted one
public record Confusion(List<List<Integer>> counts) {

    /// Of every row; there are two classes at least.
    public static Confusion of(Predictions predictions) {
        int[][] counts = new int[predictions.classes()][predictions.classes()];
        for (int row = 0; row < predictions.size(); row++) {
            counts[predictions.data().label(row)][predictions.answer(row)]++;
        }
        return new Confusion(Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    /// Examples of this class that were taken for it.
    ///
    /// @param category from 0
    public int right(int category) {
        return counts.get(category).get(category);
    }

    /// The number of rows of the class.
    public int support(int category) {
        return counts.get(category).stream().mapToInt(Integer::intValue).sum();
    }

    /// The number of rows taken for the class.
    public int predicted(int category) {
        return counts.stream().mapToInt(row -> row.get(category)).sum();
    }

    /// `right / predicted`: of the rows taken for the class, the share that is; NaN where there are none.
    public double precision(int category) {
        return (double) right(category) / predicted(category);
    }

    /// `right / support`: of the rows of the class, the share taken for it; NaN where there are none.
    public double recall(int category) {
        return (double) right(category) / support(category);
    }

    /// `2·right / (predicted + support)`, the harmonic mean of precision and recall; NaN where there are neither.
    public double f1(int category) {
        return 2.0 * right(category) / (predicted(category) + support(category));
    }

    /// The mean over the classes that occur as a truth or as a prediction, as scikit-learn takes it; what is NaN counts as 0.
    double mean(Average average, IntToDoubleFunction figure) {
        double sum = 0;
        double weights = 0;
        for (int category = 0; category < counts.size(); category++) {
            int support = support(category);
            if (support + predicted(category) > 0) {
                double weight = average == Average.MACRO ? 1 : support;
                double value = figure.applyAsDouble(category);
                sum += Double.isNaN(value) ? 0 : weight * value;
                weights += weight;
            }
        }
        return sum / weights;
    }
}
