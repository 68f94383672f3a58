package nunchi.search;

import java.nio.file.Path;
import nunchi.backend.Backend;
import nunchi.run.RunOptions;

/// What a search offers to a [TrialExecutor]. All of it may be called on any thread, and on several at once.
public interface TrialWork {
    /// How trials are trained: threads, backend and data of the whole search.
    RunOptions options();

    /// The folder of the search. A name in it that begins with a dot is nobody else's.
    Path folder();

    /// Trains a trial on this thread, or goes on with it.
    ///
    /// @param options with the threads that it may have
    /// @throws nunchi.check.StoppedException when the thread was interrupted, a listener asked for it, or code of the
    ///                                       program's own threw an exception
    void train(Trial trial, RunOptions options, Backend backend);

    /// Takes in a trial that was trained elsewhere. Of two results of one trial the first stays; where the other has
    /// other weights, listeners are told so ([SearchEvent.Disagreement]).
    ///
    /// @param trained its run, in a folder on the disk of the search, such as one with a name of its own in [#folder];
    ///                it is moved away, or deleted
    /// @throws nunchi.check.InvalidRequestException when it is not the run of this trial, or has not ended
    /// @throws nunchi.train.TrainingFailedException when it cannot be moved to its place
    void accept(Trial trial, Path trained);
}
