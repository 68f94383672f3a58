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
    /// @param name   name of the experiment
    /// @param seed   random seed
    /// @param rows   number of training examples
    /// @param batch  examples in each training step
    /// @param steps  training steps in each epoch
    /// @param epochs maximum number of epochs
    record Started(String name, Long seed, Integer rows, Integer batch, Integer steps, Integer epochs)
            implements JournalLine {}

    /// Where a training goes on.
    ///
    /// @param epoch last epoch that was trained before
    record Resumed(Integer epoch) implements JournalLine {}

    /// After the last epoch.
    ///
    /// @param status `finished` or `stopped early`
    /// @param epochs number of epochs trained
    record Finished(String status, Integer epochs) implements JournalLine {}

    /// Instead of [Finished].
    ///
    /// @param reason why the training failed
    record Failed(String reason) implements JournalLine {}
}
