package nunchi.metric;

/// `-mean ln p` of the true classes' probabilities, in nats, p being at least 1e-15: what a softmax cross-entropy without label smoothing
/// has as its loss.
public record LogLoss() implements Metric {
    private static final double LEAST = 1e-15;

    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public boolean isShare() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        double sum = 0;
        for (int row = 0; row < predictions.size(); row++) {
            sum -= StrictMath.log(Math.max(LEAST, predictions.probability(row, predictions.data().label(row))));
        }
        return sum / predictions.size();
    }
}
