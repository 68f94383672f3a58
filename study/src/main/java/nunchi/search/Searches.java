package nunchi.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.record.ReportWriter;
import nunchi.run.FolderLock;
import nunchi.run.NewFolder;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.train.TrainingFailedException;

/// Whole searches: a folder with one run for each trial, a table of all and a report.
///
/// {@snippet file="Tuning.java" region="search"}
public final class Searches {
    private Searches() {}

    /// Trains every trial of the experiment's search. Those that cannot be trained as they stand are refused before the
    /// first is trained, with the reason in their folder's `result.json`; one that fails is a trial like others; the
    /// rest goes on.
    ///
    /// @throws nunchi.check.InvalidRequestException when every trial is refused; nothing is written then
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult run(Experiment experiment, RunOptions options, SearchListener listener) {
        return run(experiment, named(options), options, listener);
    }

    /// The same on data of the program's own, which is cut anew for every seed as the experiment says.
    ///
    /// @throws nunchi.check.InvalidRequestException when every trial is refused; nothing is written then
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult run(Experiment experiment, Datasets whole, RunOptions options, SearchListener listener) {
        return run(experiment, _ -> whole, options, listener);
    }

    /// Asks whether [#run] can train any of the trials.
    ///
    /// @throws nunchi.check.InvalidRequestException when every trial is refused, or the search cannot be carried out
    public static void check(Experiment experiment, RunOptions options) {
        Plan.of(experiment, options.files()).checked(named(options), options);
    }

    /// The set that was asked for last stays, since most searches learn from one.
    private static Function<Experiment, Datasets> named(RunOptions options) {
        return options.keepingData()::whole;
    }

    private static SearchResult run(
            Experiment experiment, Function<Experiment, Datasets> data, RunOptions options, SearchListener listener) {
        Plan plan = Plan.of(experiment, options.files()).checked(data, options);
        return NewFolder.begin(options.out(), experiment.name(), begun -> {
            RunFolder folder = begun.folder();
            folder.write(RunFolder.EXPERIMENT, options.files().write(experiment).getBytes(StandardCharsets.UTF_8));
            return finish(plan, folder, new Execution(plan, folder, data, options, listener));
        });
    }

    /// Goes on with a search that was interrupted: trials that have ended, well or not, are not trained again.
    ///
    /// @param folder of the search
    /// @throws nunchi.check.InvalidRequestException when it holds no search, or its plan is no longer that of its
    ///                                              trials
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult resume(Path folder, RunOptions options, SearchListener listener) {
        return resume(folder, named(options), options, listener);
    }

    /// The same on data of the program's own.
    ///
    /// @throws nunchi.check.InvalidRequestException when the folder holds no search, or its plan is no longer that of
    ///                                              its trials
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult resume(Path folder, Datasets whole, RunOptions options, SearchListener listener) {
        return resume(folder, _ -> whole, options, listener);
    }

    private static SearchResult resume(
            Path folder, Function<Experiment, Datasets> data, RunOptions options, SearchListener listener) {
        RunFolder own = RunFolder.open(folder);
        try (FolderLock _ = own.lock()) {
            Plan plan =
                    Plan.of(own.experiment(options.files()), options.files()).checked(data, options);
            return finish(plan, own, new Execution(plan, own, data, options, listener));
        }
    }

    private static SearchResult finish(Plan plan, RunFolder folder, Execution execution) {
        SearchResult result = execution.run();
        ReportWriter.report(folder.path());
        if (result.trials().stream().allMatch(trial -> trial.result().failed())) {
            throw new TrainingFailedException("all %d trainings failed; the first: %s"
                    .formatted(
                            plan.trials().size(),
                            result.trials().getFirst().result().reason()));
        }
        return result;
    }
}
