package nunchi.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.data.DataSchema;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.file.GivenFile;
import nunchi.file.LockFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.train.TrainingFailedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The folder that a run is. Its files are written under a temporary name and moved, so that a name never stands for half a
/// file; only the journal grows line by line.
public record RunFolder(Path path) {
    public static final String EXPERIMENT = "experiment.yaml";
    public static final String ENVIRONMENT = "environment.json";
    public static final String JOURNAL = "journal.jsonl";
    public static final String RESULT = "result.json";
    public static final String MODEL = "model.json";
    public static final String DATA = "data.json";
    public static final String EVALUATION = "evaluation.json";
    public static final String INSPECTION = "inspection.json";
    public static final String PREDICTIONS = "predictions.json";
    public static final String ACTIVATIONS = "activations";
    public static final String BEST = "weights/best.safetensors";
    public static final String LAST = "weights/last.safetensors";
    public static final String STATE = "weights/state.safetensors";
    /// What tells pictures of no class, [Familiarity]; only of runs on pictures.
    public static final String FAMILIARITY = "weights/familiarity.safetensors";
    public static final String REPORT = "report.html";

    private static final Path RUNS = Path.of("runs");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    /// Makes a new folder.
    ///
    /// @param out  the folder, which must not exist or be empty; null for `runs/2026-11-21-1502-NAME`
    /// @param name of the experiment
    /// @throws InvalidRequestException when the folder is occupied or cannot be made
    public static RunFolder create(Path out, String name) {
        try {
            return out == null ? fresh(RUNS, name, LocalDateTime.now()) : new RunFolder(claim(out));
        } catch (IOException refused) {
            throw unmade(out == null ? RUNS : out, refused);
        }
    }

    private static InvalidRequestException unmade(Path folder, IOException refused) {
        return new InvalidRequestException("the folder %s cannot be made (%s); %s".formatted(folder, Unreadable.reason(refused), Remedy.OTHER_FOLDER), refused);
    }

    /// A folder that is there.
    ///
    /// @throws InvalidRequestException when it holds no run
    public static RunFolder open(Path folder) {
        Check.require(!Files.isRegularFile(folder), "%s is a file; name the folder of a run, such as runs/2026-11-21-1502-digits".formatted(folder));
        Check.require(Files.isDirectory(folder), "there is no folder " + folder);
        Check.require(Files.isRegularFile(folder.resolve(EXPERIMENT)), "%s is no run: it has no %s".formatted(folder, EXPERIMENT));
        RunFolder run = new RunFolder(folder);
        Environment.requireReadable(run);
        return run;
    }

    private static Path claim(Path out) throws IOException {
        Check.require(!Files.exists(out) || Files.isDirectory(out), "%s is a file; a run needs a folder".formatted(out));
        Files.createDirectories(out);
        requireEmpty(out);
        Check.require(Files.isWritable(out), "the folder %s cannot be written to; %s".formatted(out, Remedy.OTHER_FOLDER));
        return out;
    }

    private static String stem(String name, LocalDateTime now) {
        return now.format(MINUTE) + "-" + name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    }

    /// The name of a folder under `runs` that is free now, for who must know it before there is a reason to make it.
    ///
    /// @param name of the experiment
    public static Path vacant(String name) {
        String stem = stem(name, LocalDateTime.now());
        Path folder = RUNS.resolve(stem);
        for (int attempt = 2; Files.exists(folder); attempt++) {
            folder = RUNS.resolve(stem + "-" + attempt);
        }
        return folder;
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            Check.require(inside.allMatch(RunFolder::isLock), "the folder %s is not empty; %s".formatted(folder, Remedy.OTHER_FOLDER));
        }
    }

    private static boolean isLock(Path file) {
        return file.getFileName().toString().equals(LockFile.NAME);
    }

    /// Locks a folder that was made just now, so that of two trainings begun in it at the same time one is refused.
    ///
    /// @throws InvalidRequestException where another has it, or had it and is done
    public FolderLock lockNew() {
        FolderLock lock = lock();
        try {
            requireEmpty(path);
            return lock;
        } catch (IOException refused) {
            lock.close();
            throw unmade(path, refused);
        } catch (InvalidRequestException occupied) {
            lock.close();
            throw occupied;
        }
    }

    /// Keeps every other training out of the folder until the lock is closed.
    ///
    /// @throws InvalidRequestException where another has it
    public FolderLock lock() {
        return FolderLock.take(path);
    }

    /// `runs/2026-11-21-1502-NAME`; on a clash `-2` follows, then `-3`.
    static RunFolder fresh(Path runs, String name, LocalDateTime now) throws IOException {
        Files.createDirectories(runs);
        String stem = stem(name, now);
        for (int attempt = 1; ; attempt++) {
            Path folder = runs.resolve(attempt == 1 ? stem : stem + "-" + attempt);
            try {
                return new RunFolder(Files.createDirectory(folder));
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
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
            delete(folder, file -> !file.equals(folder) && !isLock(file));
        } catch (IOException refused) {
            throw new InvalidRequestException("%s cannot be emptied (%s)".formatted(folder, Unreadable.reason(refused)), refused);
        }
    }

    private static void delete(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).filter(wanted).toList()) {
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
    /// @throws TrainingFailedException when the folder is gone or the disk refuses; an older file of this name stays as it was
    public void write(String name, byte[] content) {
        if (!Files.isDirectory(path)) {
            throw new TrainingFailedException("%s cannot be written: the folder %s is no longer there; begin again in a new one".formatted(file(name), path));
        }
        try {
            WholeFile.store(file(name), out -> out.write(content));
        } catch (IOException refused) {
            throw new TrainingFailedException("%s cannot be written (%s); what was stored before is still there; make room or mend the folder, then begin or resume again"
                    .formatted(file(name), Unreadable.reason(refused)), refused);
        }
    }

    /// Writes a whole file of JSON, indented.
    public void write(String name, JsonNode tree) {
        write(name, Json.page(tree));
    }

    /// Deletes files and folders that may be there.
    public void delete(String... names) {
        for (String name : names) {
            try {
                if (Files.exists(file(name))) {
                    delete(file(name), _ -> true);
                }
            } catch (IOException stuck) {
                throw new TrainingFailedException("%s cannot be deleted (%s)".formatted(file(name), Unreadable.reason(stuck)), stuck);
            }
        }
    }

    /// Whether there is a report, and it tells of the files that are there: a kill may have come between one of them and the report.
    public boolean isReported() {
        return List.of(RESULT, INSPECTION, PREDICTIONS).stream().noneMatch(file -> time(file).compareTo(time(REPORT)) > 0);
    }

    /// When a file was written last; the earliest time for one that is not there.
    private FileTime time(String name) {
        try {
            return Files.getLastModifiedTime(file(name));
        } catch (IOException absent) {
            return FileTime.from(Instant.MIN);
        }
    }

    /// A file of JSON; a missing node where there is none.
    ///
    /// @throws InvalidRequestException when it is damaged
    public JsonNode json(String name) {
        try {
            return Files.exists(file(name)) ? parsed(name, GivenFile.text(file(name))) : MissingNode.getInstance();
        } catch (IOException unreadable) {
            throw new InvalidRequestException("%s cannot be read: %s".formatted(file(name), Unreadable.reason(unreadable)), unreadable);
        }
    }

    private JsonNode parsed(String name, String text) {
        return StoredFile.read(file(name), () -> StoredFile.json(text));
    }

    /// Makes something of a file of JSON; of a missing node where there is none.
    ///
    /// @throws InvalidRequestException when the file is not as Nunchi wrote it, with its name
    public <T> T read(String name, Function<JsonNode, T> reading) {
        JsonNode tree = json(name);
        return StoredFile.read(file(name), () -> reading.apply(tree));
    }

    /// The classes and columns that the run's model learnt from; null where it has not recorded any.
    ///
    /// @throws InvalidRequestException when `data.json` is damaged
    public DataSchema schema() {
        JsonNode tree = json(DATA);
        if (tree.isMissingNode()) {
            return null;
        }
        return StoredFile.read(file(DATA), () -> {
            List<String> classes = tree.path("classes").valueStream().map(JsonNode::asString).toList();
            return new DataSchema(classes, tree.has("table") ? ColumnsTree.read(tree.path("table")) : null);
        });
    }

    /// What the run was asked to do.
    ///
    /// @throws InvalidRequestException when `experiment.yaml` is absent, or does not say what its records take
    public Experiment experiment(ExperimentFile files) {
        return files.read(file(EXPERIMENT));
    }

    /// The same of a run whose model is to be used.
    ///
    /// @throws InvalidRequestException when it is no longer what the model was trained with, naming the keys that differ
    public Experiment trainedExperiment(ExperimentFile files) {
        return TrainedExperiment.of(this, files);
    }
}
