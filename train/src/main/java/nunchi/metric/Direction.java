package nunchi.metric;

/// Which values of a metric are better.
public enum Direction {
    /// The larger ones, as of an accuracy.
    MAX,
    /// The smaller ones, as of a loss.
    MIN;

    /// Whether `value` is better than `best` by more than `margin`; never true of NaN.
    public boolean better(double value, double best, double margin) {
        return this == MAX ? value > best + margin : value < best - margin;
    }

    /// What every value is better than.
    public double worst() {
        return this == MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}
