package nunchi.experiment;

import nunchi.check.Check;
import nunchi.codec.RecordType;

/// Ends the training when the monitored metric no longer improves. Only epochs in which it is measured count.
///
/// - `keras` (default): an improvement must exceed the best by more than `minDelta` (a tie is none); training stops
///   after `patience` epochs in a row without one, never after the first epoch.
/// - `scikit`, the rule of scikit-learn's MLPClassifier (`tol`, `n_iter_no_change`): the best is the best ever seen,
///   however little better; training stops after more than `patience` epochs in a row that came less than `minDelta`
///   below it.
///
/// @param monitor        metric to watch: `loss`, `accuracy`, `val_loss`, `val_accuracy`, or `val_` and the name of a
///     metric that is measured
/// @param patience       epochs in a row without improvement before the training stops, in epochs
/// @param minDelta       minimum change that counts as an improvement (default: 0)
/// @param restoreBest    whether the run ends with the weights of the best epoch, also when it was not stopped early
///     (default: false)
/// @param convention     whose rule decides: Keras' or scikit-learn's (default: keras)
/// @param startFromEpoch first epochs that neither count nor can be the best, in epochs; Keras' `start_from_epoch`
///     (default: 0)
public record EarlyStopping(
        Monitor monitor,
        int patience,
        double minDelta,
        boolean restoreBest,
        Convention convention,
        int startFromEpoch) {
    /// Whose rule.
    public enum Convention {
        KERAS,
        SCIKIT
    }

    public EarlyStopping {
        Check.given("monitor", monitor);
        Check.given("convention", convention);
        Check.require(patience >= 0, "patience is %d; it must be 0 or more".formatted(patience));
        Check.notNegative("minDelta", minDelta);
        Check.require(startFromEpoch >= 0, "startFromEpoch is %d; it must be 0 or more".formatted(startFromEpoch));
    }

    public EarlyStopping(Monitor monitor, int patience, double minDelta, boolean restoreBest, Convention convention) {
        this(monitor, patience, minDelta, restoreBest, convention, 0);
    }

    public EarlyStopping(Monitor monitor, int patience) {
        this(monitor, patience, 0, false, Convention.KERAS);
    }

    public EarlyStopping withMinDelta(double other) {
        return RecordType.with(this, "minDelta", other);
    }

    public EarlyStopping withRestoreBest(boolean other) {
        return RecordType.with(this, "restoreBest", other);
    }

    public EarlyStopping withStartFromEpoch(int other) {
        return RecordType.with(this, "startFromEpoch", other);
    }
}
