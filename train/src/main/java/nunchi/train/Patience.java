package nunchi.train;

import java.util.List;
import nunchi.data.Splits;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.EarlyStopping.Convention;
import nunchi.experiment.Monitor;
import nunchi.experiment.Objective;
import nunchi.metric.Direction;
import org.jspecify.annotations.Nullable;

/// Watches one figure: its best, and when there has been no improvement for long enough.
final class Patience {
    private final @Nullable EarlyStopping rule;
    private final Objective objective;
    private @Nullable Best best;
    private int waited;

    /// @param rule      null to watch without ever stopping
    /// @param objective the figure
    Patience(@Nullable EarlyStopping rule, Objective objective) {
        this.rule = rule;
        this.objective = objective;
    }

    /// @param figures that are measured
    static Patience of(@Nullable EarlyStopping rule, Splits parts, List<Objective> figures) {
        return new Patience(rule, Objective.find("earlyStopping.monitor", monitor(rule, parts), figures));
    }

    /// Without early stopping the best epoch is still told, by the best figure there is.
    private static Monitor monitor(@Nullable EarlyStopping stopping, Splits parts) {
        if (stopping != null) {
            return stopping.monitor();
        }
        if (parts.validation() == null) {
            return Monitor.LOSS;
        }
        return parts.train().classes().isEmpty() ? Monitor.VAL_LOSS : Monitor.VAL_ACCURACY;
    }

    Objective objective() {
        return objective;
    }

    /// Null before the first figure that is a number.
    @Nullable
    Best best() {
        return best;
    }

    /// Looks at the figure of an epoch.
    ///
    /// @return whether it is the new best
    boolean observe(int epoch, double value) {
        if (rule != null && epoch <= rule.startFromEpoch()) {
            return false;
        }
        Direction direction = objective.quantity().direction();
        double before = best == null ? direction.worst() : best.value();
        double margin = rule == null ? 0 : rule.minDelta();
        boolean improved = direction.better(value, before, margin);
        boolean keras = rule == null || rule.convention() == Convention.KERAS;
        boolean isBest = keras ? improved : direction.better(value, before, 0);
        // scikit-learn resets its counter where the loss is exactly the margin below the best, Keras does not
        boolean resets = keras ? improved : improved || value == before - margin;
        waited = resets ? 0 : waited + 1;
        if (isBest) {
            best = new Best(epoch, objective.monitor(), value);
        }
        return isBest;
    }

    Checkpoint.Watched watched() {
        return new Checkpoint.Watched(best, waited, 0);
    }

    void restore(Checkpoint.Watched seen) {
        best = seen.best();
        waited = seen.waited();
    }

    /// Whether training ends after this epoch.
    boolean exhausted(int epoch) {
        if (rule == null || waited == 0) {
            return false;
        }
        return rule.convention() == Convention.KERAS
                ? waited >= rule.patience() && epoch > 1
                : waited > rule.patience();
    }
}
