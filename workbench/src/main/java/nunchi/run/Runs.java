package nunchi.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataSchema;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.SearchSettings;
import nunchi.experiment.TrainSettings;
import nunchi.interchange.Safetensors;
import nunchi.report.Report;
import nunchi.train.Checkpoint;
import nunchi.train.Evaluator;
import nunchi.train.Snapshot;
import nunchi.train.Status;
import nunchi.train.TrainingFailedException;
import tools.jackson.databind.JsonNode;

/// Whole runs: from an experiment to a folder, and from a folder to an evaluation.
public final class Runs {
    private Runs() {}

    /// Loads the data, trains, evaluates, stores everything in a new folder and writes its report.
    ///
    /// @throws nunchi.check.InvalidRequestException when the experiment cannot be run as it stands; nothing is trained
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult run(Experiment experiment, RunOptions options) {
        return run(experiment, load(experiment.data(), experiment.seed(), options, null), options);
    }

    /// @param schema what the model learnt from; null for none
    static Parts load(DataSettings data, long seed, RunOptions options, DataSchema schema) {
        return data.cut(options.whole(data, schema), seed);
    }

    /// The data of a run that is there, or other data for its model.
    static Parts load(RunFolder run, Experiment experiment, RunOptions options) {
        return load(experiment.data(), experiment.seed(), options, run.schema());
    }

    /// The same on data of the program's own, cut as the experiment says.
    public static RunResult run(Experiment experiment, Parts whole, RunOptions options) {
        Parts parts = experiment.data().cut(whole, experiment.seed());
        try (Backend backend = options.open()) {
            return reported(run(experiment, parts, options, backend), parts, options, backend);
        }
    }

    private static RunResult reported(RunResult result, Parts parts, RunOptions options, Backend backend) {
        Inspections.after(result, parts, options, backend);
        Report.write(result.folder().path());
        return result;
    }

    /// The same on a backend that is open already, without a report, and without looking inside.
    public static RunResult run(Experiment experiment, Parts whole, RunOptions options, Backend backend) {
        Parts parts = experiment.data().cut(whole, experiment.seed());
        Check.require(!SearchSettings.isSearch(experiment), "%s is to be trained several times; run it with Searches.run".formatted(experiment.name()));
        Work work = Work.of(experiment, parts, options, backend);
        RunFolder folder = RunFolder.create(options.out(), experiment.name());
        try (Journal journal = Journal.create(folder)) {
            return work.begin(folder, journal);
        }
    }

    /// Goes on with a run that was stopped before its end, and ends with the same bits as if it had never been stopped.
    ///
    /// @throws nunchi.check.InvalidRequestException when it is finished already, being trained, or its data is no longer the same
    public static RunResult resume(Path folder, RunOptions options) {
        RunFolder run = withReport(folder, options);
        Experiment experiment = run.experiment(options.files());
        Parts parts = load(experiment.data(), experiment.seed(), options, null);
        try (Backend backend = options.open()) {
            return reported(resume(folder, parts, options, backend), parts, options, backend);
        }
    }

    /// The same on data of the program's own, cut as the experiment says, and on a backend that is open already, without a report, and without looking inside.
    public static RunResult resume(Path folder, Parts whole, RunOptions options, Backend backend) {
        RunFolder run = unfinished(folder);
        Experiment experiment = run.experiment(options.files());
        Environment.requireSame(run, whole.train());
        Parts parts = experiment.data().cut(run.schema() == null ? whole : run.schema().match(whole), experiment.seed());
        Checkpoint checkpoint = Files.exists(run.file(RunFolder.STATE)) ? CheckpointFile.read(run.file(RunFolder.STATE)) : null;
        try (Journal journal = Journal.resume(run, checkpoint == null ? 0 : checkpoint.epoch())) {
            if (checkpoint == null) {
                return Work.of(experiment, parts, options, backend).begin(run, journal);
            }
            return new Work(experiment, parts, options, backend, null).resume(run, journal, checkpoint);
        }
    }

    /// A kill may come between the last figures and the report.
    private static RunFolder withReport(Path folder, RunOptions options) {
        try {
            return unfinished(folder);
        } catch (InvalidRequestException done) {
            if (Files.exists(folder.resolve(RunFolder.RESULT)) && !Files.exists(folder.resolve(RunFolder.REPORT))) {
                InspectSettings wanted = RunFolder.open(folder).experiment(options.files()).inspect();
                if (wanted != null) {
                    Inspections.inspect(folder, wanted, options, _ -> { });
                }
                Report.write(folder);
            }
            throw done;
        }
    }

    private static RunFolder unfinished(Path folder) {
        RunFolder run = RunFolder.open(folder);
        JsonNode result = run.json(RunFolder.RESULT);
        String status = result.path("status").asString("");
        Check.require(result.isMissingNode() || status.equals(Status.FAILED.toString()),
                "%s is done (%s after %d epochs), so there is nothing to resume; to train its model further, begin a run with train.start.from=%s"
                        .formatted(folder, status, result.path("epochs").asInt(0), folder));
        return run;
    }

    /// Measures the model of a stored run. Classes and columns of other data than the run's own are matched by their names with those that the run
    /// recorded.
    ///
    /// @param part    `train`, `validation` or `test`; null for the last of these that there is
    /// @param changes other settings than the run's, each `key.path=value`: `data.name=./new-pictures`, `data.preprocess=[flatten]`
    /// @throws nunchi.check.InvalidRequestException when folder, part or data are not there or do not fit
    public static Evaluated evaluate(Path folder, String part, List<String> changes, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment own = run.experiment(options.files());
        Snapshot model = model(run, own);
        Experiment experiment = changes.isEmpty() ? own : options.files().with(own, changes);
        SequencedMap<String, Dataset> parts = Work.named(load(run, experiment, options));
        String wanted = wanted(part, parts);
        try (Backend backend = options.open()) {
            return new Evaluated(wanted, parts.get(wanted), Evaluator.evaluate(experiment, model, parts.get(wanted), backend));
        }
    }

    /// The part of this name; the last that there is for none.
    static String wanted(String part, SequencedMap<String, Dataset> parts) {
        String wanted = part == null ? parts.lastEntry().getKey() : part;
        if (!parts.containsKey(wanted)) {
            throw Check.unknown("part", wanted, parts.keySet());
        }
        return wanted;
    }

    /// The model that the run ended with: the best epoch's where it was restored, else the last; of a run that has not ended, its last
    /// checkpoint's.
    ///
    /// @throws nunchi.check.InvalidRequestException when there is none yet, or its file is not what the run stored
    public static Snapshot model(RunFolder run, Experiment experiment) {
        Check.require(!SearchSettings.isSearch(experiment), "%s is a search; give one of its runs, in %s".formatted(run.path(), run.file("trials")));
        EarlyStopping stopping = experiment.train().earlyStopping();
        boolean best = stopping != null && stopping.restoreBest() && Files.exists(run.file(RunFolder.BEST));
        Path weights = run.file(best ? RunFolder.BEST : RunFolder.LAST);
        Check.require(Files.exists(weights), "%s has no weights yet; it has neither finished nor reached a checkpoint".formatted(run.path()));
        Snapshot model = new Snapshot(Safetensors.read(weights));
        String recorded = run.json(RunFolder.RESULT).path("weightsSha256").asString("");
        Check.require(recorded.isEmpty() || recorded.equals(Fingerprint.of(model)),
                "the weights %s are not those that the run stored (their sha256 is not the one in %s); bring the file back from a copy, or train again"
                        .formatted(weights, RunFolder.RESULT));
        return model;
    }

    /// Trains again from the run's own record, without storing anything, and compares the weights.
    ///
    /// @throws nunchi.check.InvalidRequestException when the run has not finished or its data is no longer the same
    public static Verification verify(Path folder, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        JsonNode result = run.json(RunFolder.RESULT);
        Check.require(result.has("weightsSha256"), "%s has not finished, so there is nothing to compare with; end it with 'run --resume'".formatted(folder));
        Experiment experiment = again(run.experiment(options.files()), result);
        Parts parts = load(experiment.data(), experiment.seed(), options, null);
        Environment.requireSame(run, parts.train());
        Snapshot stored = model(run, experiment);
        try (Backend backend = options.open()) {
            Work work = Work.of(experiment, parts, options, backend);
            Environment.requireSame(run, work.start());
            return Verification.of(stored, work.train(options.listener()).model());
        }
    }

    /// What was stopped by the clock is stopped after the same epoch; nobody would see the histograms.
    private static Experiment again(Experiment experiment, JsonNode result) {
        TrainSettings train = experiment.train().withHistograms(null);
        return experiment.withTrain(train.maxSeconds() == null ? train : train.withMaxSeconds(null).withEpochs(result.path("epochs").asInt(train.epochs())));
    }
}
