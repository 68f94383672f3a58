package nunchi.metric;

import nunchi.check.Check;

/// What a metric's values are, for whoever shows, compares or monitors them.
///
/// @param name      as in files: `f1`
/// @param words     as in reports: `F1 (mean of the classes)`
/// @param direction which values are better
/// @param unit      that stands after a value: `days`; [#PERCENT] for fractions, which are shown in percent; empty for
///                  none
public record Quantity(String name, String words, Direction direction, String unit) {
    /// The unit of fractions in [0, 1].
    public static final String PERCENT = "%";
    /// The mean loss over examples.
    public static final Quantity LOSS = new Quantity("loss", "Loss", Direction.MIN, "");
    /// The fraction of the examples that are classified correctly.
    public static final Quantity ACCURACY = new Quantity("accuracy", "Accuracy", Direction.MAX, PERCENT);

    public Quantity {
        Check.given("direction", direction);
        Check.given("unit", unit);
    }

    /// What a metric says of itself.
    public static Quantity of(Metric metric) {
        return new Quantity(metric.name(), metric.words(), metric.direction(), metric.unit());
    }

    /// Whether values are fractions, which people read in percent.
    public boolean isShare() {
        return unit.equals(PERCENT);
    }
}
