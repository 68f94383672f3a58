package nunchi.metric;

/// `1 - Σ(y - t)² / Σ(t - mean t)²` over the rows: 1 at best, below 0 where the mean would predict better; of several
/// outputs the mean, whatever their units. An output whose targets are all the same has 1 where it is predicted
/// exactly, else 0; NaN of a single row. All as scikit-learn's `r2_score`.
public record R2() implements Metric {
    @Override
    public String name() {
        return "r2";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return "R²";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        return predictions.size() < 2
                ? Double.NaN
                : Errors.mean(
                        predictions,
                        errors -> errors.spread() > 0
                                ? 1 - errors.squared() / errors.spread()
                                : errors.squared() == 0 ? 1 : 0);
    }
}
