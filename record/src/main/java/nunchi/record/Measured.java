package nunchi.record;

import nunchi.data.PerPart;
import nunchi.data.Split;
import nunchi.train.Figures;

/// A training with what its model was measured to be: a run, or a trial of a search.
public interface Measured {
    /// Of the training.
    Long seed();

    /// That were trained.
    Integer epochs();

    /// How long it took.
    SpeedRecord speed();

    /// Of the final model.
    PerPart<Figures> figures();

    /// One metric.
    ///
    /// @param measure `loss`, `accuracy` or another metric
    /// @return NaN where it was not measured
    default double value(Split part, String measure) {
        Figures measured = figures() == null ? null : figures().of(part);
        return measured == null ? Double.NaN : measured.value(measure);
    }

    /// The share that is classified rightly; NaN where it was not measured.
    default double accuracy(Split part) {
        return value(part, EpochRecord.ACCURACY);
    }

    /// NaN where it was not measured.
    default double loss(Split part) {
        return value(part, EpochRecord.LOSS);
    }
}
