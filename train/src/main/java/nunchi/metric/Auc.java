package nunchi.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.data.Dataset;
import nunchi.prediction.Decision;

/// The area under the receiver operating characteristic: how probably a row of the class has a larger probability of it
/// than a row of another, equal ones counting half.
///
/// `(Σ ranks of the class - n₁(n₁ + 1)/2) / (n₁ · n₀)` with mean ranks for ties (Mann and Whitney, 1947). Of two
/// classes that of class 1; of more the mean over each against the rest, as scikit-learn's
/// `roc_auc_score(multi_class="ovr")`; of labels the mean over them. Classes without a row, or of which every row is,
/// are left out. What is compared need not be a probability: any number will do. In [0, 1], 0.5 by chance; NaN where
/// none remains.
public record Auc() implements Metric {
    @Override
    public String name() {
        return "auc";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return "ROC-AUC";
    }

    @Override
    public boolean ofLabels() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        int classes = predictions.classes();
        boolean labels = predictions.type() == TargetType.LABELS;
        BitSet[] rows = labels ? rowsWith(predictions.data(), classes) : rowsOf(predictions.data(), classes);
        return IntStream.range(classes == 2 && !labels ? 1 : 0, classes)
                .filter(category -> !rows[category].isEmpty())
                .mapToDouble(category -> ofClass(predictions, rows[category], category))
                .filter(area -> !Double.isNaN(area))
                .average()
                .orElse(Double.NaN);
    }

    private static BitSet[] none(int classes) {
        return Stream.generate(BitSet::new).limit(classes).toArray(BitSet[]::new);
    }

    /// The rows of each class.
    private static BitSet[] rowsOf(Dataset data, int classes) {
        BitSet[] rows = none(classes);
        for (int row = 0; row < data.size(); row++) {
            rows[data.label(row)].set(row);
        }
        return rows;
    }

    private static BitSet[] rowsWith(Dataset data, int labels) {
        BitSet[] rows = none(labels);
        float[] target = new float[data.target().size()];
        for (int row = 0; row < data.size(); row++) {
            data.target(row, target, 0);
            for (int label = 0; label < target.length; label++) {
                if (Decision.truth(target, 0, target.length, label)) {
                    rows[label].set(row);
                }
            }
        }
        return rows;
    }

    private static double ofClass(Predictions predictions, BitSet of, int category) {
        long[] sorted = new long[predictions.size()];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = (long) ordered(predictions.probability(row, category)) << 32 | row;
        }
        Arrays.sort(sorted);
        double ranks = 0;
        long positives = 0;
        for (int first = 0; first < sorted.length; ) {
            int end = first;
            long tied = 0;
            while (end < sorted.length && sorted[end] >> 32 == sorted[first] >> 32) {
                tied += of.get((int) sorted[end++]) ? 1 : 0;
            }
            ranks += tied * (first + 1 + end) / 2.0;
            positives += tied;
            first = end;
        }
        long negatives = sorted.length - positives;
        return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /// Whole numbers in the order of the values: the bits of a negative float fall as it rises; + 0f makes one zero of
    /// both.
    private static int ordered(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
