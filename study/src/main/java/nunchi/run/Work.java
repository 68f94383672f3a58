package nunchi.run;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Supplier;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.model.Model;
import nunchi.prediction.Generation;
import nunchi.record.Codec;
import nunchi.record.GeneratedRecord;
import nunchi.tensorboard.TensorBoard;
import nunchi.train.CheckedTraining;
import nunchi.train.Checkpoint;
import nunchi.train.ProgramFault;
import nunchi.train.Status;
import nunchi.train.Summary;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import nunchi.weights.Fingerprint;
import nunchi.weights.Safetensors;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// One training with what it leaves in its folder.
///
/// @param training what was checked; null of a run that goes on
record Work(
        Experiment experiment,
        Splits parts,
        RunOptions options,
        Backend backend,
        @Nullable CheckedTraining training) {

    /// With the weights that the experiment names, and checked against the data.
    ///
    /// @throws nunchi.check.InvalidRequestException when it cannot be trained as it stands
    static Work of(Experiment experiment, Splits parts, RunOptions options, Backend backend) {
        return new Work(experiment, parts, options, backend, checked(experiment, parts, options));
    }

    /// What trains it, once all is checked, from the weights that the experiment names.
    ///
    /// @throws nunchi.check.InvalidRequestException when it cannot be trained as it stands
    static CheckedTraining checked(Experiment experiment, Splits parts, RunOptions options) {
        // what cannot be written down could not be resumed
        options.files().tree(experiment);
        CheckedTraining training = Trainer.check(experiment, parts, StartModels.of(experiment, options));
        Inspections.check(experiment, parts);
        new Variants(experiment, parts, options).check();
        options.data().tell(experiment.name(), Trainer.notes(experiment, parts));
        return training;
    }

    /// From the first epoch on, into a new folder.
    RunResult begin(NewFolder begun, Ending ending) {
        try (Journal journal = Journal.create(begun.folder(), begun.lock())) {
            return begin(begun.folder(), journal);
        } catch (TrainingFailedException failed) {
            throw ending.failed(begun.folder(), failed);
        }
    }

    /// From the first epoch on, into a folder that holds nothing but the journal.
    RunResult begin(RunFolder folder, Journal journal) {
        ProgramFault.guard(() -> describe(folder));
        StoredExperiment own = new StoredExperiment(folder, options.files(), experiment);
        TrainingListener listener = listener(folder, journal, own);
        return stored(folder, own, () -> train(listener));
    }

    RunResult resume(RunFolder folder, Journal journal, Checkpoint checkpoint) {
        StoredExperiment own = new StoredExperiment(folder, options.files(), experiment);
        TrainingListener listener = listener(folder, journal, own);
        return stored(folder, own, () -> Trainer.resume(experiment, parts, backend, listener, checkpoint));
    }

    /// What a fork goes on from, into a new folder that has the journal up to there; then the rest. A kill leaves a run
    /// that can be resumed.
    RunResult fork(NewFolder begun, RunFolder original, Checkpoint before, Ending ending) {
        RunFolder folder = begun.folder();
        Checkpoint start = checked().adapted(before);
        StoredExperiment own = new StoredExperiment(folder, options.files(), experiment);
        ProgramFault.guard(() -> describe(folder));
        folder.write(RunFolder.JOURNAL, Journal.through(original, experiment, before.epoch()));
        folder.write(RunFolder.STATE, CheckpointFile.bytes(new CheckpointFile.Stored(start, own.tree())));
        try (Journal journal = Journal.resume(folder, begun.lock(), before.epoch())) {
            return resume(folder, journal, start);
        } catch (TrainingFailedException failed) {
            throw ending.failed(folder, failed);
        }
    }

    /// Up to the end of an epoch, without storing anything.
    Checkpoint upTo(int epoch, TrainingListener listener) {
        return checked().upTo(epoch, backend, listener);
    }

    /// Without storing anything.
    Trained train(TrainingListener listener) {
        return checked().train(backend, listener);
    }

    /// The weights to begin with; null for initial values.
    @Nullable
    Snapshot start() {
        return checked().pretrained().orElse(null);
    }

    private CheckedTraining checked() {
        return Objects.requireNonNull(training, "a run that goes on is not begun");
    }

    private TrainingListener listener(RunFolder folder, Journal journal, StoredExperiment own) {
        Control control = new Control(folder, sentence -> options.data().tell(experiment.name(), List.of(sentence)));
        TrainingListener stored = journal.and(DecisionSurface.listener(experiment, parts, backend, journal::write))
                .and(own)
                .and(new Checkpoints(folder, journal, own, options.between()))
                .and(control);
        // last, so that one that stops the training keeps nothing from the files
        return (options.tensorboard() ? stored.and(new TensorBoard(folder.path())) : stored).and(options.listener());
    }

    private void describe(RunFolder folder) {
        folder.write(RunFolder.EXPERIMENT, options.files().write(experiment).getBytes(StandardCharsets.UTF_8));
        folder.write(RunFolder.ENVIRONMENT, Environment.of(backend, options.threads(), parts, start()));
        folder.write(RunFolder.DATA, Codec.compact(DataFile.of(experiment, parts)));
        describeModel(folder, experiment);
    }

    private void describeModel(RunFolder folder, Experiment trained) {
        Summary summary = Summary.of(trained, parts.train().example());
        folder.write(
                RunFolder.MODEL,
                ModelFile.of(summary, options.files())
                        .withExperiment(options.files().tree(trained)));
    }

    private RunResult stored(RunFolder folder, StoredExperiment own, Supplier<Trained> training) {
        try {
            Trained trained = training.get();
            return ProgramFault.guard(() -> store(folder, own.experiment(), trained));
        } catch (TrainingFailedException failed) {
            try {
                folder.write(RunFolder.RESULT, ResultFile.without(experiment, Status.FAILED, failed.getMessage()));
            } catch (TrainingFailedException full) {
                failed.addSuppressed(full);
            }
            throw failed;
        }
    }

    /// @param ran the experiment with the interventions that were made
    private RunResult store(RunFolder folder, Experiment ran, Trained trained) {
        folder.write(RunFolder.LAST, Safetensors.write(trained.kept().last().tensors()));
        if (trained.kept().best() != null) {
            folder.write(RunFolder.BEST, Safetensors.write(trained.kept().best().tensors()));
        }
        Split part = parts.shown();
        folder.write(
                RunFolder.EVALUATION,
                Codec.compact(EvaluationFile.of(parts, trained.evaluation(), experiment.seed(), backend.numerics())));
        if (options.tensorboard()) {
            TensorBoard board = new TensorBoard(folder.path());
            board.examples(parts.train());
            board.mistakes(trained.epochs(), trained.evaluation(), parts.shownSet());
        }
        String fingerprint = Fingerprint.of(trained.weights());
        List<Variants.Outcome> variants = new Variants(experiment, parts, options).measure(trained.weights(), backend);
        // what was looked at before the run went on is of another model
        folder.delete(RunFolder.INSPECTION, RunFolder.PREDICTIONS, RunFolder.ACTIVATIONS);
        Familiarity familiarity = Familiarity.of(experiment, trained.weights(), parts, backend);
        if (familiarity != null) {
            folder.write(RunFolder.FAMILIARITY, familiarity.bytes());
        }
        writeText(folder, trained.weights());
        describeModel(folder, ran);
        folder.write(RunFolder.RESULT, ResultFile.of(experiment, trained, variants, fingerprint));
        folder.delete(RunFolder.STATE);
        return new RunResult(folder, ran, trained, part, trained.evaluation(), fingerprint);
    }

    /// The text that a language model is to write.
    private void writeText(RunFolder folder, Snapshot weights) {
        Generation wanted = experiment.study().generate();
        if (wanted != null) {
            Model model = new Model(
                    experiment, weights, parts.train().schema(), parts.train().example());
            folder.write(RunFolder.GENERATED, GeneratedRecord.of(wanted, model.generate(wanted)));
        }
    }

    /// One part of the data.
    record Part(Split split, Dataset data) {}

    /// The parts that there are.
    static SequencedMap<Split, Dataset> named(Splits parts) {
        SequencedMap<Split, Dataset> named = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            Dataset data = parts.of(split);
            if (data != null) {
                named.put(split, data);
            }
        }
        return named;
    }

    /// The part that is asked for; the last that there is for none.
    static Part wanted(@Nullable Split part, SequencedMap<Split, Dataset> parts) {
        Split wanted = part == null ? parts.lastEntry().getKey() : part;
        Dataset data = parts.get(wanted);
        if (data == null) {
            throw Check.unknown(
                    "part",
                    wanted.toString(),
                    parts.keySet().stream().map(Split::toString).toList());
        }
        return new Part(wanted, data);
    }
}
