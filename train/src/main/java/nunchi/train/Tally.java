package nunchi.train;

import nunchi.data.BatchForm;
import nunchi.data.Dataset;
import nunchi.loss.OutputKind;
import nunchi.metric.TargetType;
import nunchi.prediction.Decision;

/// Sums losses and right answers in float64, in the order of the rows. The loss of a sequence is the mean of its steps,
/// and counts as often as it has steps that count.
final class Tally {
    private final TargetType type;
    private final Decision decision;
    private final int targetWidth;
    private double lossSum;
    private long right;
    private long rows;
    private long decisions;

    /// @param kind  of the outputs that are added
    /// @param data  with the targets that are added
    /// @param units values of an output
    Tally(OutputKind kind, Dataset data, int units) {
        this.type = TargetType.of(kind, data);
        this.targetWidth = data.target().size();
        this.decision = Decision.ofOutputs(kind, type.ofSteps() ? units / targetWidth : units);
    }

    void clear() {
        lossSum = 0;
        right = 0;
        rows = 0;
        decisions = 0;
    }

    /// Whether outputs are read.
    boolean decides() {
        return type != TargetType.VALUES;
    }

    /// Adds the rows of a batch; outputs are not read where nothing is decided.
    void add(BatchForm batch, float[] losses, float[] outputs, float[] targets) {
        int count = batch.rows();
        rows += count;
        if (type.ofSteps()) {
            addSequences(batch, losses, outputs, targets);
            return;
        }
        double sum = 0;
        for (int row = 0; row < count; row++) {
            sum += losses[row];
        }
        lossSum += sum;
        decisions += type == TargetType.LABELS ? (long) count * targetWidth : count;
        switch (type) {
            case CLASS -> addClasses(count, outputs, targets);
            case LABELS -> addLabels(count, outputs, targets);
            case SEQUENCE, NEXT_TOKENS, TAGS, VALUES -> {}
        }
    }

    private void addSequences(BatchForm batch, float[] losses, float[] outputs, float[] targets) {
        int steps = batch.target().size();
        for (int row = 0; row < batch.rows(); row++) {
            int counted = 0;
            for (int place = row * steps; place < (row + 1) * steps; place++) {
                if (targets[place] >= 0) {
                    counted++;
                    right += decision.is((int) targets[place], outputs, place) ? 1 : 0;
                }
            }
            lossSum += (double) losses[row] * counted;
            decisions += counted;
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
        long losses = type.ofSteps() ? decisions : rows;
        return new MetricValues(lossSum / losses, decides() ? (double) right / decisions : Double.NaN);
    }
}
