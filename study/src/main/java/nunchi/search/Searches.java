package nunchi.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.record.ReportWriter;
import nunchi.record.RunRecord;
import nunchi.record.SearchRecord;
import nunchi.run.FolderLock;
import nunchi.run.NewFolder;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.train.TrainingFailedException;
import org.jspecify.annotations.Nullable;

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
        return run(experiment, local(experiment, options), options, listener);
    }

    /// The same with an executor of the program's own, such as one that has other machines.
    ///
    /// @throws nunchi.check.InvalidRequestException when every trial is refused; nothing is written then
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        as the other
    public static SearchResult run(
            Experiment experiment, TrialExecutor executor, RunOptions options, SearchListener listener) {
        return run(experiment, named(options), executor, options, listener);
    }

    /// The same on data of the program's own, which is cut anew for every seed as the experiment says.
    ///
    /// @throws nunchi.check.InvalidRequestException when every trial is refused; nothing is written then
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult run(Experiment experiment, Datasets whole, RunOptions options, SearchListener listener) {
        return run(experiment, _ -> whole, local(experiment, options), options, listener);
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

    /// Trainings at a time as the experiment says, but not more than there are threads.
    private static TrialExecutor local(Experiment experiment, RunOptions options) {
        SearchSettings search = experiment.study().search();
        return TrialExecutor.local(Math.min(search == null ? 1 : search.parallel(), options.threads()));
    }

    private static SearchResult run(
            Experiment experiment,
            Function<Experiment, Datasets> data,
            TrialExecutor executor,
            RunOptions options,
            SearchListener listener) {
        Plan plan = Plan.of(experiment, options.files()).checked(data, options);
        return NewFolder.begin(options.out(), experiment.name(), begun -> {
            RunFolder folder = begun.folder();
            folder.write(RunFolder.EXPERIMENT, options.files().write(experiment).getBytes(StandardCharsets.UTF_8));
            return finish(plan, alone(plan, new TrialTraining(folder, data, options), executor, listener));
        });
    }

    /// Trains some trials of a search, while other processes train others into the same folder, [RunOptions#out]. The
    /// bits are those of [#run]. No result of the search is written: [#resume] gathers it, and trains what is missing.
    ///
    /// Trials that have ended are not trained again, and those that another process trains are left to it
    /// ([SearchEvent.Elsewhere]). A process that gives no sign of life for a minute counts as gone: its trial goes on
    /// from the last checkpoint.
    ///
    /// @return the wanted trials that have ended
    /// @throws nunchi.check.InvalidRequestException when the plan has not all of these trials, every trial is refused,
    ///                                              or the folder holds something else, such as a search by another
    ///                                              file or seed; nothing is written then
    /// @throws TrainingFailedException              at the end, when one of the trainings failed
    /// @throws nunchi.check.StoppedException        as [#run]
    public static SearchResult share(Experiment experiment, Share wanted, RunOptions options, SearchListener listener) {
        return share(experiment, wanted, named(options), options, listener);
    }

    /// The same on data of the program's own.
    ///
    /// @throws nunchi.check.InvalidRequestException as the other
    /// @throws TrainingFailedException              at the end, when one of the trainings failed
    /// @throws nunchi.check.StoppedException        as [#run]
    public static SearchResult share(
            Experiment experiment, Share wanted, Datasets whole, RunOptions options, SearchListener listener) {
        return share(experiment, wanted, _ -> whole, options, listener);
    }

    private static SearchResult share(
            Experiment experiment,
            Share wanted,
            Function<Experiment, Datasets> data,
            RunOptions options,
            SearchListener listener) {
        Check.require(
                SearchSettings.isSearch(experiment),
                "%s is one training, which cannot be shared out; give several settings or seeds"
                        .formatted(experiment.name()));
        Path folder = options.out();
        if (folder == null) {
            throw new InvalidRequestException("several processes train into one folder; give it by RunOptions.withOut");
        }
        Plan plan = Plan.of(experiment, options.files());
        wanted.of(plan);
        Plan checked = plan.checked(data, options);
        TrialTraining training = new TrialTraining(new RunFolder(folder), data, options);
        return new SharedSearch(checked, training, local(experiment, options), listener).train(wanted.of(checked));
    }

    /// Trains one trial of a search by itself into a folder, [RunOptions#out], as a [TrialExecutor] has it done on
    /// another machine. A training that cannot begin or go on is a result too.
    ///
    /// @param single experiment of the trial
    /// @throws InvalidRequestException when the data is absent, or the folder occupied
    /// @throws TrainingFailedException when the disk refuses
    public static RunRecord trial(Experiment single, RunOptions options) {
        Path folder = options.out();
        if (folder == null) {
            throw new InvalidRequestException("a trial is trained into a folder; give it by RunOptions.withOut");
        }
        Datasets parts = options.whole(single);
        try (Backend backend = options.open()) {
            return TrialTraining.result(
                    folder,
                    () -> Runs.run(single, parts, options, backend),
                    reason -> Runs.refuse(single, Remedy.stored(reason), options));
        }
    }

    /// Goes on with a search that was interrupted: trials that have ended, well or not, are not trained again. A search
    /// that several processes trained, [#share], is gathered: its folder is then as if [#run] had trained it.
    ///
    /// @param folder of the search
    /// @throws nunchi.check.InvalidRequestException when it holds no search, its plan is no longer that of its trials,
    ///                                              or other processes are training some
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult resume(Path folder, RunOptions options, SearchListener listener) {
        return resume(folder, named(options), null, options, listener);
    }

    /// The same with an executor of the program's own.
    ///
    /// @throws nunchi.check.InvalidRequestException as the other
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        as the other
    public static SearchResult resume(
            Path folder, TrialExecutor executor, RunOptions options, SearchListener listener) {
        return resume(folder, named(options), executor, options, listener);
    }

    /// The same on data of the program's own.
    ///
    /// @throws nunchi.check.InvalidRequestException when the folder holds no search, or its plan is no longer that of
    ///                                              its trials
    /// @throws TrainingFailedException              when every training failed
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static SearchResult resume(Path folder, Datasets whole, RunOptions options, SearchListener listener) {
        return resume(folder, _ -> whole, null, options, listener);
    }

    /// @param wished null for threads of this process
    private static SearchResult resume(
            Path folder,
            Function<Experiment, Datasets> data,
            @Nullable TrialExecutor wished,
            RunOptions options,
            SearchListener listener) {
        RunFolder own = RunFolder.open(folder);
        try (FolderLock _ = own.lock()) {
            Plan plan =
                    Plan.of(own.experiment(options.files()), options.files()).checked(data, options);
            TrialExecutor executor = wished == null ? local(plan.experiment(), options) : wished;
            TrialTraining training = new TrialTraining(own, data, options);
            SharedFolder shared = new SharedFolder(own);
            if (!shared.isShared()) {
                return finish(plan, alone(plan, training, executor, listener));
            }
            SearchResult result = new SharedSearch(plan, training, executor, listener).gather();
            shared.dissolve();
            return finish(plan, result);
        }
    }

    /// What there is of the result of a search that has written none: one that several processes still train, or that
    /// was interrupted before its first trial had ended. Nothing is written.
    ///
    /// @return empty for a folder that has a result, or is no search's
    /// @throws nunchi.check.InvalidRequestException when a file of the search is damaged
    public static Optional<SearchRecord> soFar(Path folder, RunOptions options) {
        if (Files.exists(folder.resolve(RunFolder.RESULT)) || !Files.exists(folder.resolve(RunFolder.EXPERIMENT))) {
            return Optional.empty();
        }
        RunFolder own = RunFolder.open(folder);
        Experiment experiment = own.experiment(options.files());
        if (!SearchSettings.isSearch(experiment)) {
            return Optional.empty();
        }
        Plan plan = Plan.of(experiment, options.files());
        TrialTraining training = new TrialTraining(own, options::whole, options);
        List<TrialOutcome> ended = plan.trials().stream()
                .flatMap(trial -> training.stored(trial).stream())
                .toList();
        return Optional.of(SearchFile.of(
                new SearchResult(own, experiment, ended), plan.trials().size()));
    }

    private static SearchResult alone(
            Plan plan, TrialTraining training, TrialExecutor executor, SearchListener listener) {
        return new Execution(plan, training, Claims.ALONE, listener, result -> store(plan, result))
                .run(plan.trials(), executor);
    }

    /// Keeps what there is of the result.
    static void store(Plan plan, SearchResult result) {
        result.folder()
                .write(RunFolder.RESULT, SearchFile.of(result, plan.trials().size()));
    }

    private static SearchResult finish(Plan plan, SearchResult result) {
        ReportWriter.report(result.folder().path());
        if (result.trials().stream().allMatch(trial -> trial.result().failed())) {
            throw new TrainingFailedException("all %d trainings failed; the first: %s"
                    .formatted(
                            plan.trials().size(),
                            result.trials().getFirst().result().reason()));
        }
        return result;
    }
}
