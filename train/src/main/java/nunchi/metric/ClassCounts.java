package nunchi.metric;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import nunchi.data.Dataset;
import nunchi.prediction.Decision;

/// How many rows of each class there are, were taken for it, and were rightly; of tags how many tokens.
///
/// @param classes each by its number
/// @param labels  whether each is a label that a row may have beside others
public record ClassCounts(List<Count> classes, boolean labels) {
    public ClassCounts {
        classes = List.copyOf(classes);
    }

    /// Of one class.
    ///
    /// @param right     rows of the class that were taken for it
    /// @param predicted rows taken for it
    /// @param support   rows of it
    public record Count(int right, int predicted, int support) {}

    /// Of every row: of the one class that it has, or of all its labels.
    public static ClassCounts of(Predictions predictions) {
        int[] right = new int[predictions.classes()];
        int[] predicted = new int[right.length];
        int[] support = new int[right.length];
        boolean labels = predictions.type() == TargetType.LABELS;
        if (labels) {
            countLabels(predictions, right, predicted, support);
        } else {
            predictions.forEachClass((truth, answer) -> {
                support[truth]++;
                predicted[answer]++;
                right[truth] += truth == answer ? 1 : 0;
            });
        }
        return new ClassCounts(
                IntStream.range(0, right.length)
                        .mapToObj(i -> new Count(right[i], predicted[i], support[i]))
                        .toList(),
                labels);
    }

    private static void countLabels(Predictions predictions, int[] right, int[] predicted, int[] support) {
        Dataset data = predictions.data();
        float[] target = new float[data.target().size()];
        for (int row = 0; row < predictions.size(); row++) {
            data.target(row, target, 0);
            for (int label = 0; label < target.length; label++) {
                boolean truth = Decision.truth(target, 0, target.length, label);
                boolean answer = predictions.affirms(row, label);
                support[label] += truth ? 1 : 0;
                predicted[label] += answer ? 1 : 0;
                right[label] += truth && answer ? 1 : 0;
            }
        }
    }

    /// `right / predicted`: of the rows taken for the class, the share that is; NaN where there are none.
    public double precision(int category) {
        return (double) classes.get(category).right / classes.get(category).predicted;
    }

    /// `right / support`: of the rows of the class, the share taken for it; NaN where there are none.
    public double recall(int category) {
        return (double) classes.get(category).right / classes.get(category).support;
    }

    /// `2·right / (predicted + support)`, the harmonic mean of precision and recall; NaN where there are neither.
    public double f1(int category) {
        Count count = classes.get(category);
        return 2.0 * count.right / (count.predicted + count.support);
    }

    /// What `–` says in a table of classes or labels.
    public static String undefined(boolean labels) {
        return "%s stands where no example was predicted to be of the %s, or none is of it; in the means it counts as 0%s, as in scikit-learn (zero_division=0)."
                .formatted("–", labels ? "label" : "class", labels ? "" : ", and a class with neither is left out");
    }

    /// The mean over all labels, or over the classes that occur as a truth or as a prediction; what is NaN counts as 0.
    /// So scikit-learn takes it, with `zero_division=0`.
    double mean(Average average, IntToDoubleFunction figure) {
        double sum = 0;
        double weights = 0;
        for (int category = 0; category < classes.size(); category++) {
            Count count = classes.get(category);
            if (labels || count.support + count.predicted > 0) {
                double weight = average == Average.MACRO ? 1 : count.support;
                double value = figure.applyAsDouble(category);
                sum += Double.isNaN(value) ? 0 : weight * value;
                weights += weight;
            }
        }
        return weights == 0 ? 0 : sum / weights;
    }
}
