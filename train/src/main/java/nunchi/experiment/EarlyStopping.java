package nunchi.experiment;

import nunchi.check.Check;
import nunchi.codec.RecordType;

/// Ends training when the monitored figure improves no more. Only epochs in which it is measured count.
///
/// - `keras` (default): an improvement must exceed the best by more than `minDelta` (a tie is none); training stops
///   after `patience` epochs in a row without one, never after the first epoch.
/// - `scikit`, the rule of scikit-learn's MLPClassifier (`tol`, `n_iter_no_change`): the best is the best ever seen,
///   however little better; training stops after more than `patience` epochs in a row that came less than `minDelta`
///   below it.
///
/// @param monitor     the figure
/// @param patience    epochs, 0 or more
/// @param minDelta    0 unless given
/// @param restoreBest whether the run ends with the weights of its best epoch, also where it is not stopped
/// @param convention  whose rule
/// @param startFromEpoch so many epochs pass before the figure is looked at, 0 unless given: none of them counts or is
///     the best. Keras' `start_from_epoch`, which counts epochs from 0
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
