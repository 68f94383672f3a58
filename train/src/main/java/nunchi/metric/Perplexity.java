package nunchi.metric;

/// `exp(L)` of the mean cross-entropy L of a token, in nats: among how many equally likely tokens the model would be
/// as unsure.
public record Perplexity() implements Metric {
    @Override
    public String name() {
        return "perplexity";
    }

    @Override
    public Direction direction() {
        return Direction.MIN;
    }

    @Override
    public String words() {
        return "Perplexity";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public boolean ofTexts() {
        return true;
    }

    @Override
    public boolean ofNextTokens() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        return StrictMath.exp(predictions.loss());
    }
}
