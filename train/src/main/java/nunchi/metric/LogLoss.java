package nunchi.metric;

/// `-mean ln p` of the true classes' probabilities, in nats ([Predictions#logProbability]): the loss of a cross-entropy
/// without label smoothing.
public record LogLoss() implements Metric {
    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public Direction direction() {
        return Direction.MIN;
    }

    @Override
    public String words() {
        return "Log loss";
    }

    @Override
    public boolean ofProbabilities() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        double sum = 0;
        for (int row = 0; row < predictions.size(); row++) {
            sum -= predictions.logProbability(row, predictions.data().label(row));
        }
        return sum / predictions.size();
    }
}
