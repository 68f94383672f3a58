package nunchi.metric;

import nunchi.token.TargetEncoding;

/// The fraction of the texts that are predicted without a mistake: every token up to the end, and the end. Of a model
/// with a decoder each token is predicted from those that it predicted before. Of tagged sentences the fraction of
/// those whose tags are all right.
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
    public boolean ofTags() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        float[] target = new float[predictions.units()];
        boolean tags = predictions.type() == TargetType.TAGS;
        long right = 0;
        for (int row = 0; row < predictions.size(); row++) {
            predictions.data().target(row, target, 0);
            right += same(target, predictions.tokens(row), tags) ? 1 : 0;
        }
        return (double) right / predictions.size();
    }

    private static boolean same(float[] target, int[] predicted, boolean tags) {
        for (int step = 0; step < target.length; step++) {
            if (predicted[step] != (int) target[step]) {
                return false;
            }
            if (!tags && predicted[step] == TargetEncoding.END) {
                return true;
            }
        }
        return true;
    }
}
