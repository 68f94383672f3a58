package nunchi.metric;

/// The mean recall of the classes, that is `right / support`; weighted it is the accuracy. In [0, 1].
///
/// @param average how the classes are averaged: equally, or weighted by their number of examples (default: macro)
public record Recall(Average average) implements Metric {
    public Recall() {
        this(Average.MACRO);
    }

    @Override
    public String name() {
        return average.named("recall");
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return average.inWords("Recall");
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
        return counts.mean(average, counts::recall);
    }
}
