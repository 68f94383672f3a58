package nunchi.metric;

/// `mean |y - t|` over the rows, in the targets' unit; of several outputs the mean.
public record MeanAbsoluteError() implements Metric {
    @Override
    public String name() {
        return "mae";
    }

    @Override
    public Direction direction() {
        return Direction.MIN;
    }

    @Override
    public String words() {
        return "Mean absolute error";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        return Errors.mean(predictions, errors -> errors.absolute() / errors.rows());
    }
}
