package nunchi.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Parts;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Records;
import nunchi.report.Report;
import nunchi.train.Evaluation;
import nunchi.train.Evaluator;
import nunchi.train.Snapshot;
import nunchi.train.Summary;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import nunchi.train.TrainingFailedException;

/// Whole runs: from an experiment to a folder, and from a folder to an evaluation.
public final class Runs {
    private Runs() {}

    /// Loads the data, trains, evaluates, stores everything in a new folder and writes its report.
    ///
    /// @throws nunchi.check.InvalidRequestException when the experiment cannot be run as it stands; nothing is trained
    /// @throws TrainingFailedException              when training cannot go on; the folder tells
    public static RunResult run(Experiment experiment, RunOptions options) {
        return run(experiment, load(experiment.data(), experiment.seed(), options), options);
    }

    private static Parts load(DataSettings data, long seed, RunOptions options) {
        try {
            return data.load(options.data(), seed);
        } catch (OutOfMemoryError full) {
            long available = Runtime.getRuntime().maxMemory() >> 20;
            throw new TrainingFailedException(
                    "memory is too small to load %s: the heap has %,d MB; start with a larger -Xmx".formatted(data.name(), available), full);
        }
    }

    /// The same on data of the program's own, cut into its parts already.
    public static RunResult run(Experiment experiment, Parts parts, RunOptions options) {
        try (Backend backend = options.open()) {
            RunResult result = run(experiment, parts, options, backend);
            Report.write(result.folder().path());
            return result;
        }
    }

    /// The same on a backend that is open already, without a report.
    static RunResult run(Experiment experiment, Parts parts, RunOptions options, Backend backend) {
        Trainer.check(experiment, parts);
        RunFolder folder = RunFolder.create(options.out(), experiment.name());
        describe(folder, experiment, parts, options, backend);
        try (Journal journal = new Journal(folder.file(RunFolder.JOURNAL))) {
            Trained trained = Trainer.train(experiment, parts, backend, journal.and(options.listener()));
            return store(folder, experiment, parts, trained, backend);
        } catch (TrainingFailedException failed) {
            folder.write(RunFolder.RESULT, Json.page(ResultFile.failed(experiment, failed.getMessage())));
            throw failed;
        }
    }

    private static void describe(RunFolder folder, Experiment experiment, Parts parts, RunOptions options, Backend backend) {
        folder.write(RunFolder.EXPERIMENT, options.files().write(experiment).getBytes(StandardCharsets.UTF_8));
        folder.write(RunFolder.ENVIRONMENT, Json.page(Environment.tree(backend, options.threads(), parts.train())));
        folder.write(RunFolder.DATA, Json.compact(DataFile.tree(experiment.data(), parts, experiment.seed())));
        Summary summary = Summary.of(experiment, parts.train().example());
        folder.write(RunFolder.MODEL, Json.page(ModelFile.tree(summary, new Records(options.catalogue()))));
    }

    private static RunResult store(RunFolder folder, Experiment experiment, Parts parts, Trained trained, Backend backend) {
        folder.write(RunFolder.LAST, Safetensors.write(trained.last().tensors()));
        if (trained.bestModel() != null) {
            folder.write(RunFolder.BEST, Safetensors.write(trained.bestModel().tensors()));
        }
        String part = named(parts).lastEntry().getKey();
        Dataset data = named(parts).lastEntry().getValue();
        Evaluation evaluation = Evaluator.evaluate(experiment, trained.model(), data, backend);
        folder.write(RunFolder.EVALUATION, Json.compact(EvaluationFile.tree(part, evaluation, data, experiment.seed())));
        String fingerprint = Fingerprint.of(trained.model());
        folder.write(RunFolder.RESULT, Json.page(ResultFile.tree(experiment, trained, fingerprint)));
        return new RunResult(folder, experiment, trained, part, evaluation, fingerprint);
    }

    /// Measures the model of a stored run.
    ///
    /// @param part    `train`, `validation` or `test`; null for the last of these that there is
    /// @param dataset another data set's name, cut as the run's own; null for the run's own
    /// @throws nunchi.check.InvalidRequestException when folder, part or data are not there or do not fit
    public static Evaluated evaluate(Path folder, String part, String dataset, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.experiment(options.files());
        DataSettings own = experiment.data();
        DataSettings settings = dataset == null ? own
                : new DataSettings(dataset, own.validation(), own.test(), own.batch(), own.dropLast(), own.shuffle(), own.preprocess());
        SequencedMap<String, Dataset> parts = named(load(settings, experiment.seed(), options));
        String wanted = part == null ? parts.lastEntry().getKey() : part;
        if (!parts.containsKey(wanted)) {
            throw Check.unknown("part", wanted, parts.keySet());
        }
        try (Backend backend = options.open()) {
            return new Evaluated(wanted, parts.get(wanted), Evaluator.evaluate(experiment, model(run, experiment), parts.get(wanted), backend));
        }
    }

    /// The model that the run ended with: the best epoch's where it was restored, else the last.
    static Snapshot model(RunFolder run, Experiment experiment) {
        EarlyStopping stopping = experiment.train().earlyStopping();
        boolean best = stopping != null && stopping.restoreBest() && Files.exists(run.file(RunFolder.BEST));
        Path weights = run.file(best ? RunFolder.BEST : RunFolder.LAST);
        Check.require(Files.exists(weights), "%s has no weights; the run has not finished".formatted(run.path()));
        return new Snapshot(Safetensors.read(weights));
    }

    private static SequencedMap<String, Dataset> named(Parts parts) {
        SequencedMap<String, Dataset> named = new LinkedHashMap<>();
        named.put("train", parts.train());
        named.put("validation", parts.validation());
        named.put("test", parts.test());
        named.values().removeIf(data -> data == null);
        return named;
    }
}
