package nunchi.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Datasets;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.experiment.SearchSettings;
import nunchi.record.RunRecord;
import nunchi.train.IdleChanges;
import nunchi.train.Status;
import nunchi.train.TrainingFailedException;
import org.jspecify.annotations.Nullable;

/// Whole runs: from an experiment to a folder, and from a folder to an evaluation. All of them throw a
/// [nunchi.check.StoppedException] when the thread was interrupted, a listener asked for it, or code of the program's
/// own threw an exception.
///
/// {@snippet file="SmallImages.java"}
public final class Runs {
    private Runs() {}

    /// Loads the data, trains, evaluates, stores everything in a new folder and writes its report.
    ///
    /// @throws nunchi.check.InvalidRequestException when the experiment cannot be run as it stands; nothing is trained
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult run(Experiment experiment, RunOptions options) {
        return run(experiment, options.whole(experiment), options);
    }

    /// The same on data of the program's own, cut as the experiment says.
    ///
    /// @throws nunchi.check.InvalidRequestException when the experiment cannot be run as it stands, or the folder is
    ///                                              occupied; nothing is trained
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult run(Experiment experiment, Datasets whole, RunOptions options) {
        Splits parts = StartModels.cut(experiment, whole, options);
        try (Backend backend = options.open()) {
            return run(experiment, parts, options, backend, new Ending.Reported(parts, options, backend));
        }
    }

    /// The same on a backend that is open already, without a report, and without looking inside.
    ///
    /// @throws nunchi.check.InvalidRequestException when the experiment cannot be run as it stands, or the folder is
    ///                                              occupied; nothing is trained
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult run(Experiment experiment, Datasets whole, RunOptions options, Backend backend) {
        return run(experiment, StartModels.cut(experiment, whole, options), options, backend, Ending.NOTHING);
    }

    /// Asks whether an experiment can be trained as it stands, and looked into and measured afterwards as it says: what
    /// [#run] asks before its first step.
    ///
    /// @param whole data as it comes, to be cut as the experiment says
    /// @throws nunchi.check.InvalidRequestException when it cannot
    public static void check(Experiment experiment, Datasets whole, RunOptions options) {
        Splits parts = StartModels.cut(experiment, whole, options);
        Work.checked(experiment.forData(parts.train().schema()), parts, options);
    }

    /// Records a training that cannot be begun, in a folder of its own.
    ///
    /// @param reason for a person
    /// @throws nunchi.check.InvalidRequestException when the folder is occupied or cannot be written
    public static void refuse(Experiment experiment, String reason, RunOptions options) {
        NewFolder.begin(options.out(), experiment.name(), begun -> {
            begun.folder()
                    .write(
                            RunFolder.EXPERIMENT,
                            options.files().write(experiment).getBytes(StandardCharsets.UTF_8));
            begun.folder().write(RunFolder.RESULT, ResultFile.without(experiment, Status.REFUSED, reason));
            return begun.folder();
        });
    }

    private static RunResult run(
            Experiment experiment, Splits parts, RunOptions options, Backend backend, Ending ending) {
        Check.require(
                !SearchSettings.isSearch(experiment),
                "%s is to be trained several times; run it with Searches.run".formatted(experiment.name()));
        Work work = Work.of(experiment.forData(parts.train().schema()), parts, options, backend);
        return NewFolder.begin(options.out(), experiment.name(), begun -> {
            RunResult result = work.begin(begun, ending);
            ending.trained(result);
            return result;
        });
    }

    /// Goes on with a run that was stopped before its end, and ends with the same bits as if it had never been stopped;
    /// not on the reference backend, which computes in float64, since checkpoints hold float32. Its experiment may be
    /// changed meanwhile in `train.epochs`, `train.maxSeconds`, `inspect`, `variants` and the words for the report. A
    /// run that lacks only its report or inspection is completed, and its result returned.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is finished already, being trained, or its experiment or
    ///                                              data is no longer the same
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult resume(Path folder, RunOptions options) {
        if (complete(folder, options)) {
            return Ended.of(folder, evaluate(folder, null, List.of(), options), options);
        }
        RunFolder run = unfinished(folder);
        Experiment experiment = run.experiment(options.files());
        Splits parts = StoredData.again(run, experiment, options);
        StoredData.requireOwn(run, parts);
        return goOn(folder, parts, options);
    }

    /// The same on data of the program's own, cut as the experiment says.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is finished already, being trained, or its experiment or
    ///                                              data is no longer the same
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult resume(Path folder, Datasets whole, RunOptions options) {
        if (complete(folder, whole, options)) {
            return Ended.of(folder, evaluate(folder, null, whole, options), options);
        }
        return goOn(folder, again(folder, whole, options), options);
    }

    private static RunResult goOn(Path folder, Splits parts, RunOptions options) {
        try (Backend backend = options.open()) {
            return resume(folder, parts, options, backend, new Ending.Reported(parts, options, backend));
        }
    }

    /// The same on data of the program's own and on a backend that is open already, without a report, and without
    /// looking inside.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is finished already, being trained, or its experiment or
    ///                                              data is no longer the same
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult resume(Path folder, Datasets whole, RunOptions options, Backend backend) {
        return resume(folder, again(folder, whole, options), options, backend, Ending.NOTHING);
    }

    private static Splits again(Path folder, Datasets whole, RunOptions options) {
        RunFolder run = unfinished(folder);
        return StoredData.again(run, run.experiment(options.files()), whole);
    }

    private static RunResult resume(Path folder, Splits parts, RunOptions options, Backend backend, Ending ending) {
        try (FolderLock lock = unfinished(folder).lock()) {
            RunFolder run = unfinished(folder);
            RunResult result = resume(run, lock, parts, options, backend);
            ending.trained(result);
            return result;
        } catch (TrainingFailedException failed) {
            throw ending.failed(RunFolder.open(folder), failed);
        }
    }

    private static RunResult resume(RunFolder run, FolderLock lock, Splits parts, RunOptions options, Backend backend) {
        Experiment experiment = run.experiment(options.files());
        CheckpointFile.Stored stored = CheckpointFile.latest(run);
        if (stored == null) {
            // nothing is kept: data and experiment are written down anew
            Work work = Work.of(experiment, parts, options, backend);
            try (Journal journal = Journal.resume(run, lock, 0)) {
                return work.begin(run, journal);
            }
        }
        TrainedExperiment.requireSame(run, stored, experiment, options.files());
        Environment.requireSame(run, parts);
        try (Journal journal = Journal.resume(run, lock, stored.checkpoint().epoch())) {
            return new Work(experiment, parts, options, backend, null).resume(run, journal, stored.checkpoint());
        }
    }

    /// Makes up for what a kill took from a run after its last epoch: the inspection that its experiment asks for, and
    /// the report. The checkpoint, of no use to a finished run, is taken away.
    ///
    /// @return whether something was missing; false too where the training is not over
    /// @throws nunchi.check.InvalidRequestException when there is no run, or it is being trained
    public static boolean complete(Path folder, RunOptions options) {
        return Completion.of(
                RunFolder.open(folder),
                options,
                wanted -> Inspections.inspect(folder, wanted, options, layer -> Inspections.tell(options, layer)));
    }

    /// The same on data of the program's own.
    ///
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run, or the data is no longer the same
    public static boolean complete(Path folder, Datasets whole, RunOptions options) {
        return Completion.of(
                RunFolder.open(folder),
                options,
                wanted ->
                        Inspections.inspect(folder, whole, wanted, options, layer -> Inspections.tell(options, layer)));
    }

    private static RunFolder unfinished(Path folder) {
        RunFolder run = RunFolder.open(folder);
        run.result()
                .filter(result -> !Status.FAILED.toString().equals(result.status()))
                .ifPresent(result -> {
                    throw new InvalidRequestException("""
                    %s is done (%s after %d epochs, by its result.json), so there is nothing to resume; to train its model further, \
                    begin a run with train.start.from=%s""".formatted(folder, result.status(), result.epochs(), folder));
                });
        return run;
    }

    /// Measures the model of a stored run. Classes and columns of other data than the run's own are matched by their
    /// names with those that the run recorded. Other data is cut by the splits of the changes alone: its own test set
    /// is measured, or else all of it.
    ///
    /// @param part    that is measured; null for the last of these that there is
    /// @param changes other settings than the run's, each `key.path=value`: `data.name=./new-pictures`,
    ///                `data.preprocess=[flatten]`
    /// @throws nunchi.check.InvalidRequestException when folder, part or data are not there or do not fit
    public static Evaluated evaluate(Path folder, @Nullable Split part, List<String> changes, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment own = run.trainedExperiment(options.files());
        Experiment experiment = changes.isEmpty() ? own : OtherData.experiment(own, changes, options);
        Datasets whole = StoredData.whole(run, experiment.data(), options);
        if (experiment.data().name().equals(own.data().name())) {
            StoredData.requireOwn(run, own, whole);
        }
        IdleChanges.refuseMeasured(
                own,
                changes,
                options.files(),
                whole.train().example(),
                whole.train().target());
        return Evaluated.of(run, part, experiment, OtherData.named(run, own, experiment, changes, whole), options);
    }

    /// The same on data of the program's own, whose classes are matched by their names. The data that the run learnt
    /// from is cut as its experiment says; of other data the test set is measured, or else all of it.
    ///
    /// @throws nunchi.check.InvalidRequestException when folder or part are not there, or the data does not fit
    public static Evaluated evaluate(Path folder, @Nullable Split part, Datasets whole, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        return Evaluated.of(
                run, part, experiment, OtherData.given(run, experiment, StoredData.whole(run, whole)), options);
    }

    /// Trains again from the run's own record, without storing anything, and compares the weights.
    ///
    /// @throws nunchi.check.InvalidRequestException when the run has not finished or its data is no longer the same
    public static Verification verify(Path folder, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = trainedWhole(run, options);
        return Verification.of(run, experiment, StoredData.again(run, experiment, options), options);
    }

    /// The same on data of the program's own.
    ///
    /// @throws nunchi.check.InvalidRequestException when the run has not finished or its data is no longer the same
    public static Verification verify(Path folder, Datasets whole, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = trainedWhole(run, options);
        return Verification.of(run, experiment, StoredData.again(run, experiment, whole), options);
    }

    private static Experiment trainedWhole(RunFolder run, RunOptions options) {
        String kind = run.result().map(RunRecord::kind).orElse(RunRecord.KIND);
        Check.require(kind.equals(RunRecord.KIND), "%s is a %s; give one of its runs".formatted(run.path(), kind));
        return run.trainedExperiment(options.files());
    }
}
