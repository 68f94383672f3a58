package nunchi.metric;

/// `1 - Σ(y - t)² / Σ(t - mean t)²`, the mean being of each output over the rows: 1 at best, below 0 where the means would predict better; NaN
/// where all targets are the same.
public record R2() implements Metric {
    @Override
    public String name() {
        return "r2";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        Errors errors = Errors.of(predictions);
        return errors.spread() == 0 ? Double.NaN : 1 - errors.squared() / errors.spread();
    }
}
