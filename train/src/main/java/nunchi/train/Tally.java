package nunchi.train;

import nunchi.metric.TargetType;
import nunchi.prediction.Decision;

/// Sums losses and right answers in float64, in the order of the rows.
final class Tally {
    private final TargetType type;
    private final Decision decision;
    private final int targetWidth;
    private double lossSum;
    private long right;
    private long rows;

    /// @param type     of numbers nothing is decided
    /// @param decision for the outputs that are added
    Tally(TargetType type, Decision decision, int targetWidth) {
        this.type = type;
        this.decision = decision;
        this.targetWidth = targetWidth;
    }

    void clear() {
        lossSum = 0;
        right = 0;
        rows = 0;
    }

    /// Whether outputs are read.
    boolean decides() {
        return type != TargetType.VALUES;
    }

    /// Adds the first `count` rows; outputs are not read where nothing is decided.
    void add(int count, float[] losses, float[] outputs, float[] targets) {
        double sum = 0;
        for (int row = 0; row < count; row++) {
            sum += losses[row];
        }
        lossSum += sum;
        rows += count;
        switch (type) {
            case CLASS -> addClasses(count, outputs, targets);
            case LABELS -> addLabels(count, outputs, targets);
            case VALUES -> {}
        }
    }

    private void addClasses(int count, float[] outputs, float[] targets) {
        for (int row = 0; row < count; row++) {
            right += decision.is(Decision.truth(targets, row, targetWidth), outputs, row) ? 1 : 0;
        }
    }

    private void addLabels(int count, float[] outputs, float[] targets) {
        for (int row = 0; row < count; row++) {
            for (int label = 0; label < targetWidth; label++) {
                right +=
                        decision.label(outputs, row, label) == Decision.truth(targets, row, targetWidth, label) ? 1 : 0;
            }
        }
    }

    boolean finite() {
        return Double.isFinite(lossSum);
    }

    long rows() {
        return rows;
    }

    MetricValues figures() {
        long decisions = type == TargetType.LABELS ? rows * targetWidth : rows;
        return new MetricValues(lossSum / rows, decides() ? (double) right / decisions : Double.NaN);
    }
}
