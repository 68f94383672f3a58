package nunchi.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.file.LockFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.model.DataSchema;
import nunchi.model.StoredRun;
import nunchi.record.Codec;
import nunchi.record.DataRecord;
import nunchi.record.EnvironmentRecord;
import nunchi.record.KindRecord;
import nunchi.record.ModelRecord;
import nunchi.record.RunRecord;
import nunchi.train.TrainingFailedException;

/// The folder that a run is. Its files are written under a temporary name and moved, so that a name never stands for
/// half a file; only the journal grows line by line.
public record RunFolder(Path path) {
    public static final String EXPERIMENT = "experiment.yaml";
    public static final String ENVIRONMENT = "environment.json";
    public static final String JOURNAL = "journal.jsonl";
    public static final String RESULT = StoredRun.RESULT;
    public static final String MODEL = StoredRun.MODEL;
    public static final String DATA = StoredRun.DATA;
    public static final String EVALUATION = "evaluation.json";
    public static final String INSPECTION = "inspection.json";
    public static final String PREDICTIONS = "predictions.json";
    public static final String GENERATED = "generated.json";
    public static final String ACTIVATIONS = "activations";
    public static final String BEST = StoredRun.BEST;
    public static final String LAST = StoredRun.LAST;
    public static final String STATE = "weights/state.safetensors";
    /// What tells images of no class, [Familiarity]; only of runs on images.
    public static final String FAMILIARITY = "weights/familiarity.safetensors";
    public static final String REPORT = "report.html";

    public static final Path RUNS = Path.of("runs");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    /// A folder that is there.
    ///
    /// @throws InvalidRequestException when it holds no run
    public static RunFolder open(Path folder) {
        Check.require(
                !Files.isRegularFile(folder),
                "%s is a file; name the folder of a run, such as runs/2026-11-21-1502-digits".formatted(folder));
        Check.require(Files.isDirectory(folder), "there is no folder " + folder);
        Check.require(
                Files.isRegularFile(folder.resolve(EXPERIMENT)),
                "%s is not a run: it has no %s, and its %s names no lab".formatted(folder, EXPERIMENT, RESULT));
        RunFolder run = new RunFolder(folder);
        Environment.requireReadable(run);
        return run;
    }

    static String stem(String name, LocalDateTime now) {
        return now.format(MINUTE) + "-" + name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    /// The name of a folder that is free now, for who must know it before there is a reason to make it.
    ///
    /// @param within folder of runs
    /// @param name   of the experiment; whatever could lead out of the folder is replaced
    public static Path vacant(Path within, String name) {
        String stem = stem(name, LocalDateTime.now());
        Path folder = within.resolve(stem);
        for (int attempt = 2; Files.exists(folder); attempt++) {
            folder = within.resolve(stem + "-" + attempt);
        }
        return folder;
    }

    /// @throws InvalidRequestException where something lies in the folder, but for a lock
    void requireEmpty() throws IOException {
        try (Stream<Path> inside = Files.list(path)) {
            Check.require(
                    inside.allMatch(RunFolder::isLock),
                    "the folder %s is not empty; %s".formatted(path, Remedy.OTHER_FOLDER));
        }
    }

    private static boolean isLock(Path file) {
        return file.getFileName().toString().equals(LockFile.NAME);
    }

    /// Whether nothing was written yet but the beginning of a journal.
    boolean isBare() {
        return files().allMatch(file -> isLock(file) || file.endsWith(JOURNAL));
    }

    /// Whether there is something that took a training: a checkpoint, the weights of a training that has ended, or the
    /// result of a run within a lab or search.
    public boolean holdsWork() {
        return files().anyMatch(each ->
                each.toString().endsWith(".safetensors") || each.endsWith(RESULT) && !each.equals(file(RESULT)));
    }

    /// None where the folder is being deleted.
    private Stream<Path> files() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException | UncheckedIOException changing) {
            return Stream.empty();
        }
    }

    /// Keeps every other training out of the folder until the lock is closed.
    ///
    /// @throws InvalidRequestException where another has it
    public FolderLock lock() {
        return FolderLock.take(path);
    }

    /// Empties a folder in which a run was stopped before its experiment was written; its lock stays.
    ///
    /// @throws InvalidRequestException when it holds an experiment, or cannot be emptied
    public static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        Check.require(!Files.exists(folder.resolve(EXPERIMENT)), "%s holds a run; it is not emptied".formatted(folder));
        try {
            new RunFolder(folder).clear();
        } catch (IOException refused) {
            throw new InvalidRequestException(
                    "%s cannot be emptied (%s)".formatted(folder, Unreadable.reason(refused)), refused);
        }
    }

    void clear() throws IOException {
        delete(path, file -> !file.equals(path) && !isLock(file));
    }

    private static void delete(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file :
                    inside.sorted(Comparator.reverseOrder()).filter(wanted).toList()) {
                Files.delete(file);
            }
        }
    }

    /// @param name relative to the folder, such as [#RESULT]
    public Path file(String name) {
        return path.resolve(name);
    }

    /// Writes a whole file.
    ///
    /// @param name relative to the folder; missing folders within it are made
    /// @throws TrainingFailedException when the folder is gone or the disk refuses; an older file of this name stays as
    ///     it was
    public void write(String name, byte[] content) {
        if (!Files.isDirectory(path)) {
            throw new TrainingFailedException(
                    "%s cannot be written: the folder %s is no longer there; begin again in a new one"
                            .formatted(file(name), path));
        }
        try {
            WholeFile.store(file(name), out -> out.write(content));
        } catch (IOException refused) {
            throw new TrainingFailedException(
                    "%s cannot be written (%s); what was stored before is still there; make room or mend the folder, then begin or resume again"
                            .formatted(file(name), Unreadable.reason(refused)),
                    refused);
        }
    }

    /// Writes a whole file of JSON, indented.
    public void write(String name, Record record) {
        write(name, Codec.page(record));
    }

    /// Deletes files and folders that may be there.
    ///
    /// @throws nunchi.train.TrainingFailedException where a file cannot be deleted
    public void delete(String... names) {
        for (String name : names) {
            try {
                if (Files.exists(file(name))) {
                    delete(file(name), _ -> true);
                }
            } catch (IOException stuck) {
                throw new TrainingFailedException(
                        "%s cannot be deleted (%s)".formatted(file(name), Unreadable.reason(stuck)), stuck);
            }
        }
    }

    /// Whether there is a report, and it tells of the files that are there: a kill may have come between one of them
    /// and the report.
    public boolean isReported() {
        return Stream.of(RESULT, INSPECTION, PREDICTIONS)
                .noneMatch(file -> time(file).compareTo(time(REPORT)) > 0);
    }

    /// When a file was written last; the earliest time for one that is not there.
    private FileTime time(String name) {
        try {
            return Files.getLastModifiedTime(file(name));
        } catch (IOException absent) {
            return FileTime.from(Instant.MIN);
        }
    }

    /// The classes and columns that the run's model learnt from; any where it has not recorded them.
    ///
    /// @throws InvalidRequestException when `data.json` is damaged
    public DataSchema schema() {
        return data().map(data -> StoredFile.read(file(DATA), () -> DataFile.schema(data)))
                .orElse(DataSchema.ANY);
    }

    /// What the run learnt from.
    ///
    /// @return empty where it is not recorded
    /// @throws InvalidRequestException where the file is damaged; as the others
    public Optional<DataRecord> data() {
        return read(DATA, DataRecord.class);
    }

    /// The layers of the model, and the experiment that it is trained with.
    public Optional<ModelRecord> model() {
        return read(MODEL, ModelRecord.class);
    }

    /// With what, on what and from which files the run was made.
    public Optional<EnvironmentRecord> environment() {
        return read(ENVIRONMENT, EnvironmentRecord.class);
    }

    /// The experiment that the model was trained with, as a tree; absent where it is not recorded.
    Tree trained() {
        return model().map(ModelRecord::experiment).orElse(Tree.ABSENT);
    }

    /// What came of it: of a run, or what a search or a lab has in common with one.
    public Optional<RunRecord> result() {
        return read(RESULT, RunRecord.class);
    }

    /// The SHA-256 of the model that the training ended with; empty where it has not ended.
    public Optional<String> weights() {
        return result().map(RunRecord::weightsSha256);
    }

    /// Whether the folder's `result.json` is that of a kind: [nunchi.record.RunRecord#KIND] and others
    public boolean isKind(String kind) {
        return read(RESULT, KindRecord.class).filter(result -> result.is(kind)).isPresent();
    }

    /// Of a JSON file.
    ///
    /// @param name relative to the folder
    /// @return empty where there is no such file
    /// @throws InvalidRequestException where the file is damaged
    public <T extends Record> Optional<T> read(String name, Class<T> type) {
        return Codec.read(file(name), type);
    }

    /// What the run was asked to do.
    ///
    /// @throws InvalidRequestException when `experiment.yaml` is absent, or does not say what its records take
    public Experiment experiment(ExperimentFile files) {
        try {
            return files.read(file(EXPERIMENT));
        } catch (InvalidRequestException unreadable) {
            String message =
                    unreadable.getMessage().replace(Remedy.ADD_RECORD.toString(), Remedy.ADD_RECORD_AGAIN.toString());
            throw new InvalidRequestException(message, unreadable);
        }
    }

    /// The same of a run whose model is to be used.
    ///
    /// @throws InvalidRequestException when it is no longer what the model was trained with, naming the keys
    public Experiment trainedExperiment(ExperimentFile files) {
        return TrainedExperiment.of(this, files);
    }
}
