package nunchi.metric;

import nunchi.check.Check;

/// The fraction of the rows whose true class is among the `k` most probable by the model's outputs; of equal ones the
/// first counts as the larger. In [0, 1].
///
/// @param k number of classes that count as an answer (default: 5)
public record TopK(int k) implements Metric {
    public TopK {
        Check.positive("k", k);
    }

    public TopK() {
        this(5);
    }

    @Override
    public String name() {
        return "top" + k;
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return "Top-%d accuracy".formatted(k);
    }

    @Override
    public String unit() {
        return Quantity.PERCENT;
    }

    @Override
    public double value(Predictions predictions) {
        int right = 0;
        for (int row = 0; row < predictions.size(); row++) {
            right += before(predictions, row) < k ? 1 : 0;
        }
        return (double) right / predictions.size();
    }

    /// How many classes are more probable than the true one.
    private static int before(Predictions predictions, int row) {
        int truth = predictions.data().label(row);
        float own = predictions.score(row, truth);
        int before = 0;
        int classes = predictions.classes();
        for (int category = 0; category < classes; category++) {
            float other = predictions.score(row, category);
            before += other > own || other == own && category < truth ? 1 : 0;
        }
        return before;
    }
}
