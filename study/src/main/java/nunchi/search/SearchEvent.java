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

    /// Where a trial was trained twice, by an executor of the program's own, and got other weights: one of the machines
    /// computes wrongly.
    ///
    /// @param kept  name of the machine whose result stays
    /// @param other name of the machine whose result does not
    record Disagreement(Trial trial, String kept, String other) implements SearchEvent {}
}
