package nunchi.record;

/// A line of `journal.jsonl`: an event by its name, `{"event":"epoch",…}`, and what belongs to it.
public sealed interface JournalLine
        permits EpochRecord,
                HistogramsRecord,
                JournalLine.Started,
                JournalLine.Resumed,
                JournalLine.Finished,
                JournalLine.Failed {
    /// Before the first step.
    ///
    /// @param rows   training examples in an epoch
    /// @param steps  in an epoch
    /// @param epochs at most, in all
    record Started(String name, Long seed, Integer rows, Integer batch, Integer steps, Integer epochs)
            implements JournalLine {}

    /// Where a training goes on.
    ///
    /// @param epoch the last that was trained before
    record Resumed(Integer epoch) implements JournalLine {}

    /// After the last epoch.
    record Finished(String status, Integer epochs) implements JournalLine {}

    /// Instead of [Finished].
    record Failed(String reason) implements JournalLine {}
}
