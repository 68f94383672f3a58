package nunchi.metric;

import java.util.Arrays;
import nunchi.token.TargetEncoding;

/// The fraction of the tokens that are right in the model's own predictions, without teacher forcing: `right / n` over
/// all texts, where a text counts as many places as the longer of target and prediction has tokens, its end included.
/// Token t of the prediction is compared with token t of the target, so that a token too many puts all later ones
/// out of place.
public record TokenAccuracy() implements Metric {
    @Override
    public String name() {
        return "tokenAccuracy";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return "Token accuracy of own predictions";
    }

    @Override
    public String unit() {
        return Quantity.PERCENT;
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
    public double value(Predictions predictions) {
        float[] given = new float[predictions.units()];
        int[] target = new int[given.length];
        long right = 0;
        long places = 0;
        for (int row = 0; row < predictions.size(); row++) {
            predictions.data().target(row, given, 0);
            Arrays.setAll(target, step -> (int) given[step]);
            int[] predicted = predictions.tokens(row);
            right += right(target, predicted);
            places += Math.max(length(target), length(predicted));
        }
        return (double) right / places;
    }

    private static int right(int[] target, int[] predicted) {
        int both = Math.min(length(target), length(predicted));
        int right = 0;
        for (int step = 0; step < both; step++) {
            right += target[step] == predicted[step] ? 1 : 0;
        }
        return right;
    }

    /// With the end, which a text that fills all steps has none of.
    private static int length(int... tokens) {
        return Math.min(TargetEncoding.end(tokens) + 1, tokens.length);
    }
}
