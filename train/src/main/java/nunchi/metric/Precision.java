package nunchi.metric;

/// The mean precision of the classes, that is `right / predicted`; a class for which nothing was taken has 0, as in
/// scikit-learn. In [0, 1].
///
/// @param average how the classes are averaged: equally, or weighted by their number of examples (default: macro)
public record Precision(Average average) implements Metric {
    public Precision() {
        this(Average.MACRO);
    }

    @Override
    public String name() {
        return average.named("precision");
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return average.inWords("Precision");
    }

    @Override
    public String unit() {
        return Quantity.PERCENT;
    }

    @Override
    public boolean ofLabels() {
        return true;
    }

    @Override
    public boolean ofTags() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        ClassCounts counts = ClassCounts.of(predictions);
        return counts.mean(average, counts::precision);
    }
}
