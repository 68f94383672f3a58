package nunchi.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The area under the receiver operating characteristic: how probably a row of the class has a larger probability of it than a row of
/// another, equal ones counting half.
///
/// `(Σ ranks of the class - n₁(n₁ + 1)/2) / (n₁ · n₀)` with mean ranks for ties (Mann and Whitney, 1947). Of two classes that of class 1;
/// of more the mean over each against the rest, as scikit-learn's `roc_auc_score(multi_class="ovr")`. Classes without a row, or of which every
/// row is, are left out. In [0, 1], 0.5 by chance; NaN where none remains.
public record Auc() implements Metric {
    @Override
    public String name() {
        return "auc";
    }

    @Override
    public double value(Predictions predictions) {
        int[] labels = new int[predictions.size()];
        Arrays.setAll(labels, predictions.data()::label);
        int classes = predictions.classes();
        return IntStream.range(classes == 2 ? 1 : 0, classes)
                .mapToDouble(category -> ofClass(predictions, labels, category))
                .filter(area -> !Double.isNaN(area)).average().orElse(Double.NaN);
    }

    private static double ofClass(Predictions predictions, int[] labels, int category) {
        long[] sorted = new long[labels.length];
        for (int row = 0; row < sorted.length; row++) {
            // probabilities are not negative, so that their bits are in their order; + 0f makes one zero of both
            sorted[row] = (long) Float.floatToIntBits(predictions.probability(row, category) + 0f) << 32 | row;
        }
        Arrays.sort(sorted);
        double ranks = 0;
        long positives = 0;
        for (int first = 0; first < sorted.length;) {
            int end = first;
            long tied = 0;
            while (end < sorted.length && sorted[end] >> 32 == sorted[first] >> 32) {
                tied += labels[(int) sorted[end++]] == category ? 1 : 0;
            }
            ranks += tied * (first + 1 + end) / 2.0;
            positives += tied;
            first = end;
        }
        long negatives = sorted.length - positives;
        return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }
}
