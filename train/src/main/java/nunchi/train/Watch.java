package nunchi.train;

import java.util.function.DoubleConsumer;
import nunchi.experiment.Objective;
import org.jspecify.annotations.Nullable;

/// Who watches a figure from epoch to epoch.
final class Watch {
    private Watch() {}

    /// Tells the value of an epoch, where it was measured.
    ///
    /// @param objective null where nothing is watched
    static void tell(
            @Nullable Objective objective,
            MetricValues running,
            @Nullable MetricValues validation,
            DoubleConsumer observer) {
        MetricValues watched = objective != null && objective.monitor().ofValidation() ? validation : running;
        if (objective != null && watched != null) {
            observer.accept(watched.value(objective.quantity().name()));
        }
    }
}
