package nunchi.metric;

/// `mean |y - t|` over all values of all targets, in their unit.
public record MeanAbsoluteError() implements Metric {
    @Override
    public String name() {
        return "mae";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        Errors errors = Errors.of(predictions);
        return errors.absolute() / errors.count();
    }
}
