package nunchi.metric;

/// The mean of the classes' F1, that is `2·right / (predicted + support)`; in [0, 1].
///
/// @param average how the classes are averaged: equally, or weighted by their number of examples (default: macro)
public record F1(Average average) implements Metric {
    public F1() {
        this(Average.MACRO);
    }

    @Override
    public String name() {
        return average.named("f1");
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String words() {
        return average.inWords("F1");
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
        return counts.mean(average, counts::f1);
    }
}
