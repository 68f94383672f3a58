package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.Names;
import nunchi.metric.Metric;

/// A figure that is watched while training, by Keras' names. `loss` and `accuracy` are the running means of the epoch's
/// training examples; `val_` and the name of a metric is measured on the validation set after the epoch: `val_loss`,
/// `val_accuracy`, `val_f1`, one's own too. Which there are depends on the data and on `train.metrics`: [Objective].
///
/// @param name of the metric as it stands in the journal; of the usual four in any case
public record Monitor(String name) {
    private static final String VALIDATION = "val_";
    public static final Monitor LOSS = new Monitor("loss");
    public static final Monitor ACCURACY = new Monitor("accuracy");
    public static final Monitor VAL_LOSS = new Monitor("val_loss");
    public static final Monitor VAL_ACCURACY = new Monitor("val_accuracy");

    public Monitor {
        Check.require(name != null && !name.isBlank(), "monitor is empty; it must name a metric, such as val_loss");
        String given = name;
        name = List.of("loss", "accuracy", "val_loss", "val_accuracy").stream()
                .filter(usual -> Names.plain(usual).equals(Names.plain(given)))
                .findFirst()
                .orElse(given.replaceFirst("(?i)^val[-_ ]", VALIDATION));
    }

    /// A metric on the validation set, which `train.metrics` must have.
    public static Monitor validation(Metric metric) {
        return validation(metric.name());
    }

    static Monitor validation(String metric) {
        return new Monitor(VALIDATION + metric);
    }

    /// Whether a validation set is needed to measure it.
    public boolean ofValidation() {
        return name.startsWith(VALIDATION);
    }

    /// The name of what is measured, without its part: `f1`.
    public String metric() {
        return ofValidation() ? name.substring(VALIDATION.length()) : name;
    }

    /// Whether this is what is measured, however it is spelt.
    public boolean names(String metric) {
        return Names.plain(metric()).equals(Names.plain(metric));
    }

    /// `val_loss`.
    @Override
    public String toString() {
        return name;
    }
}
