package nunchi.search;

import java.util.List;
import nunchi.run.RunOptions;

/// Who trains the trials of a search: threads of this process ([#local]), or other machines, such as those of a cluster
/// or a queue of one's own.
///
/// An executor that has other machines writes a trial's experiment into a file
/// ([nunchi.experiment.ExperimentFile#write]), has it trained there by [Searches#trial] or by the program, brings the
/// folder back, and gives it to [TrialWork#accept]:
///
/// {@snippet file="OwnExecutor.java" region="executor"}
public interface TrialExecutor {
    /// In this process, each training on its fraction of the threads.
    ///
    /// @param parallel trainings at a time, at least 1
    static TrialExecutor local(int parallel) {
        return new LocalPool(parallel);
    }

    /// The most trainings at a time.
    int parallel();

    /// Asks whether the trials can be trained, before anything of them is written and before [#train].
    ///
    /// @param trials  that have not ended yet and are not refused
    /// @param options of the search
    /// @throws nunchi.check.InvalidRequestException when they cannot, such as on a machine without the data
    default void check(List<Trial> trials, RunOptions options) {}

    /// Has every trial trained, and returns when all have ended. A training that fails is a result as others are; what
    /// is thrown ends the search, which can be resumed: the trials that have ended are kept.
    ///
    /// @param trials that have not ended yet, in the order of the plan; any order will do
    /// @throws nunchi.check.StoppedException when the thread was interrupted; no training goes on then
    void train(List<Trial> trials, TrialWork work);
}
