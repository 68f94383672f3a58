package nunchi.train;

/// Sums losses and right answers in float64, in the order of the rows.
final class Tally {
    private final Decision decision;
    private final int targetWidth;
    private double lossSum;
    private long right;
    private long rows;

    /// @param decision null where there are no classes
    Tally(Decision decision, int targetWidth) {
        this.decision = decision;
        this.targetWidth = targetWidth;
    }

    void clear() {
        lossSum = 0;
        right = 0;
        rows = 0;
    }

    /// Adds the first `count` rows; outputs are not read where there are no classes.
    void add(int count, float[] losses, float[] outputs, float[] targets) {
        double sum = 0;
        for (int row = 0; row < count; row++) {
            sum += losses[row];
        }
        lossSum += sum;
        rows += count;
        if (decision != null) {
            for (int row = 0; row < count; row++) {
                right += decision.is(Decision.truth(targets, row, targetWidth), outputs, row) ? 1 : 0;
            }
        }
    }

    boolean finite() {
        return Double.isFinite(lossSum);
    }

    long rows() {
        return rows;
    }

    Figures figures() {
        return new Figures(lossSum / rows, decision == null ? Double.NaN : (double) right / rows);
    }
}
