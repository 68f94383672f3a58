package nunchi.metric;

/// How many bits a model needs for a character of a text that it predicts token by token: `n·L / (c·ln 2)`, with the
/// mean cross-entropy L in nats of n tokens that have c characters (code points of Unicode). Words count with the
/// spaces between them.
public record BitsPerCharacter() implements Metric {
    private static final double BIT = StrictMath.log(2);

    @Override
    public String name() {
        return "bitsPerCharacter";
    }

    @Override
    public Direction direction() {
        return Direction.MIN;
    }

    @Override
    public String words() {
        return "Bits per character";
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public boolean ofNextTokens() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        long characters = 0;
        for (int row = 0; row < predictions.size(); row++) {
            String text = predictions.data().targetText(row).orElseThrow();
            characters += text.codePointCount(0, text.length());
        }
        double tokens = (double) predictions.size() * predictions.units();
        return tokens * predictions.loss() / (characters * BIT);
    }
}
