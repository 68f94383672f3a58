package nunchi.metric;

import nunchi.token.TargetEncoding;

/// The fraction of the texts that are predicted without a mistake: every token up to the end, and the end. Of a model
/// with a decoder each token is predicted from those that it predicted before.
public record ExactMatch() implements Metric {
    @Override
    public String name() {
        return "exactMatch";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return "Exact match";
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
        float[] target = new float[predictions.units()];
        long right = 0;
        for (int row = 0; row < predictions.size(); row++) {
            predictions.data().target(row, target, 0);
            right += same(target, predictions.tokens(row)) ? 1 : 0;
        }
        return (double) right / predictions.size();
    }

    private static boolean same(float[] target, int[] predicted) {
        for (int step = 0; step < target.length; step++) {
            if (predicted[step] != (int) target[step]) {
                return false;
            }
            if (predicted[step] == TargetEncoding.END) {
                return true;
            }
        }
        return true;
    }
}
