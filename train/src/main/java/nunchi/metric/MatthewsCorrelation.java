package nunchi.metric;

/// The correlation of truth and prediction: `(c·s - Σ pₖ·tₖ) / √((s² - Σ pₖ²)·(s² - Σ tₖ²))`. Of `s` examples `c` are
/// predicted correctly, `pₖ` as class k, and `tₖ` belong to it. 0 where one class alone is predicted or true.
///
/// In [-1, 1], 0 by chance however unequal the classes are. Gorodkin: *Comparing two K-category assignments by a
/// K-category correlation coefficient*, 2004; of two classes Matthews, 1975; scikit-learn's `matthews_corrcoef`.
public record MatthewsCorrelation() implements Metric {
    @Override
    public String name() {
        return "mcc";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return "Matthews correlation";
    }

    @Override
    public boolean ofTags() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        double rows = 0;
        double right = 0;
        double both = 0;
        double predicted = 0;
        double support = 0;
        for (ClassCounts.Count count : ClassCounts.of(predictions).classes()) {
            rows += count.support();
            right += count.right();
            both += (double) count.predicted() * count.support();
            predicted += (double) count.predicted() * count.predicted();
            support += (double) count.support() * count.support();
        }
        double deviations = Math.sqrt((rows * rows - predicted) * (rows * rows - support));
        return deviations == 0 ? 0 : (right * rows - both) / deviations;
    }
}
