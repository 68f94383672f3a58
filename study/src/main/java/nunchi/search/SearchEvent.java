package nunchi.search;

import java.util.List;
import nunchi.train.TrainingEvent;

/// What happens in a search, as it happens.
public sealed interface SearchEvent {

    /// Before the first training.
    ///
    /// @param wanted   trials of the plan that this process is to train
    /// @param parallel trainings at a time
    /// @param finished number of these that have ended before
    record Planned(Plan plan, List<Trial> wanted, int parallel, int finished) implements SearchEvent {
        public Planned {
            wanted = List.copyOf(wanted);
        }
    }

    /// Within a trial.
    record Training(Trial trial, TrainingEvent event) implements SearchEvent {}

    /// After a trial.
    record Ended(TrialOutcome outcome) implements SearchEvent {}

    /// At the end, for a trial that another process trains.
    ///
    /// @param by who does: `process 4711 on node7`
    record Elsewhere(Trial trial, String by) implements SearchEvent {}
}
