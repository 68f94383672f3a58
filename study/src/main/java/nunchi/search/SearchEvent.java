package nunchi.search;

import nunchi.train.TrainingEvent;

/// What happens in a search, as it happens.
public sealed interface SearchEvent {

    /// Before the first training.
    ///
    /// @param parallel trainings at a time
    /// @param finished trials that an earlier start has ended
    record Planned(Plan plan, int parallel, int finished) implements SearchEvent {}

    /// Within a trial.
    record Training(Trial trial, TrainingEvent event) implements SearchEvent {}

    /// After a trial.
    record Ended(TrialOutcome outcome) implements SearchEvent {}
}
