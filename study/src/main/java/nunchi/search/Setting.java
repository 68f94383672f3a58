package nunchi.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nunchi.codec.Tree;
import nunchi.statistics.Statistics;

/// All trials with equal values.
///
/// @param trials in the order of the plan, also those that failed
public record Setting(Map<String, Tree> values, List<TrialOutcome> trials) {

    /// Whether one of its trainings did.
    public boolean failed() {
        return trials.stream().anyMatch(trial -> trial.result().failed());
    }

    /// Of the trials that did not fail.
    List<TrialOutcome> finished() {
        return trials.stream().filter(trial -> !trial.result().failed()).toList();
    }

    Set<Long> seeds() {
        return finished().stream().map(trial -> trial.trial().seed()).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Over the trials that have the figure, where there are any.
    public Optional<Statistics> statistics(Measure measure) {
        return statistics(measure, Set.of());
    }

    /// Over the trials with these seeds that have the figure, where there are any.
    ///
    /// @param seeds empty for all
    Optional<Statistics> statistics(Measure measure, Set<Long> seeds) {
        double[] values = finished().stream()
                .filter(trial -> seeds.isEmpty() || seeds.contains(trial.trial().seed()))
                .mapToDouble(trial -> measure.of(trial.result()))
                .filter(Double::isFinite)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Statistics.of(values));
    }
}
