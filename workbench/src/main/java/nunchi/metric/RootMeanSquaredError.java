package nunchi.metric;

/// `√ mean (y - t)²` over all values of all targets, in their unit.
public record RootMeanSquaredError() implements Metric {
    @Override
    public String name() {
        return "rmse";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        Errors errors = Errors.of(predictions);
        return Math.sqrt(errors.squared() / errors.count());
    }
}
