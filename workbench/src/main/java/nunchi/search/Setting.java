package nunchi.search;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// All trials with equal values.
///
/// @param trials in the order of the plan, also those that failed
public record Setting(Map<String, JsonNode> values, List<TrialOutcome> trials) {

    /// Whether one of its trainings did.
    public boolean failed() {
        return trials.stream().anyMatch(trial -> trial.result().failed());
    }

    /// Of the trials that did not fail.
    List<TrialOutcome> finished() {
        return trials.stream().filter(trial -> !trial.result().failed()).toList();
    }

    /// Over the trials that have the figure.
    ///
    /// @return null where none has
    public Statistics statistics(Measure measure) {
        double[] values = finished().stream().mapToDouble(trial -> measure.of(trial.result())).filter(Double::isFinite).toArray();
        return values.length == 0 ? null : Statistics.of(values);
    }
}
