package nunchi.metric;

/// `√ mean (y - t)²` over the rows, in the targets' unit; of several outputs the mean of their roots, as scikit-learn's
/// `root_mean_squared_error`.
public record RootMeanSquaredError() implements Metric {
    @Override
    public String name() {
        return "rmse";
    }

    @Override
    public Direction direction() {
        return Direction.MIN;
    }

    @Override
    public String words() {
        return "Root mean squared error";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        return Errors.mean(predictions, errors -> Math.sqrt(errors.squared() / errors.rows()));
    }
}
