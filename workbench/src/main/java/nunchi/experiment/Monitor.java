package nunchi.experiment;

import java.util.Locale;

/// A figure that is watched while training; the names are Keras'.
public enum Monitor {
    /// The running mean of the epoch's training losses.
    LOSS,
    /// The running share of the epoch's training examples that were classified rightly.
    ACCURACY,
    VAL_LOSS,
    VAL_ACCURACY;

    /// Whether a validation part is needed to measure it.
    public boolean ofValidation() {
        return this == VAL_LOSS || this == VAL_ACCURACY;
    }

    /// Whether more is better.
    public boolean isAccuracy() {
        return this == ACCURACY || this == VAL_ACCURACY;
    }

    /// Whether `value` is better than `best` by more than `margin`; never true of NaN.
    public boolean better(double value, double best, double margin) {
        return isAccuracy() ? value > best + margin : value < best - margin;
    }

    /// What every value is better than.
    public double worst() {
        return isAccuracy() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /// `val_loss`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
