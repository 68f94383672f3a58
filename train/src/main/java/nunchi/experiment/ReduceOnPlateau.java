package nunchi.experiment;

import nunchi.check.Check;

/// Multiplies the learning rate by `factor` when the monitored metric has improved by no more than `minDelta` for
/// `patience` measured epochs in a row. The next `cooldown` epochs do not count. Keras' `ReduceLROnPlateau`.
///
/// @param monitor     metric to watch, as for early stopping
/// @param factor      factor by which the learning rate is multiplied
/// @param patience    epochs in a row without improvement before the rate is lowered, in epochs
/// @param minDelta    minimum change that counts as an improvement (default: 0.0001)
/// @param cooldown    epochs after a reduction that do not count, in epochs (default: 0)
/// @param minimumRate lowest learning rate (default: 0)
public record ReduceOnPlateau(
        Monitor monitor, double factor, int patience, double minDelta, int cooldown, double minimumRate) {
    public ReduceOnPlateau {
        Check.given("monitor", monitor);
        Check.require(factor > 0 && factor < 1, "factor is %s; it must be above 0 and below 1".formatted(factor));
        Check.positive("patience", patience);
        Check.notNegative("minDelta", minDelta);
        Check.require(cooldown >= 0, "cooldown is %d; it must be 0 or more".formatted(cooldown));
        Check.notNegative("minimumRate", minimumRate);
    }

    public ReduceOnPlateau(Monitor monitor, double factor, int patience) {
        this(monitor, factor, patience, 1e-4, 0, 0);
    }
}
