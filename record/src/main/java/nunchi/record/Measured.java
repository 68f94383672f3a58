package nunchi.record;

import java.util.Optional;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.train.MetricValues;
import org.jspecify.annotations.Nullable;

/// A training with what its model was measured to be: a run, or a trial of a search.
public interface Measured {
    /// Of the training.
    Long seed();

    /// That were trained.
    @Nullable
    Integer epochs();

    /// How long it took.
    @Nullable
    SpeedRecord speed();

    /// Of the final model.
    @Nullable
    PerSplit<MetricValues> figures();

    /// Nothing where there is no model, or the part was not measured.
    default Optional<MetricValues> figures(Split part) {
        return Optional.ofNullable(figures()).map(all -> all.of(part));
    }

    /// One metric.
    ///
    /// @param measure `loss`, `accuracy` or another metric
    /// @return NaN where it was not measured
    default double value(Split part, String measure) {
        return figures(part).map(measured -> measured.value(measure)).orElse(Double.NaN);
    }

    /// The share that is classified rightly; NaN where it was not measured.
    default double accuracy(Split part) {
        return value(part, EpochRecord.ACCURACY);
    }

    /// How long it took; NaN where it is not known.
    default double seconds() {
        SpeedRecord speed = speed();
        return speed == null ? Double.NaN : speed.seconds();
    }

    /// NaN where it was not measured.
    default double loss(Split part) {
        return value(part, EpochRecord.LOSS);
    }
}
