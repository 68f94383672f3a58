package nunchi.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Leaves;
import nunchi.codec.Tree;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.TrainedSettings;
import nunchi.file.GivenFile;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.record.ClusteringRecord;
import nunchi.record.Codec;
import nunchi.record.DataRecord;
import nunchi.record.EnvironmentRecord;
import nunchi.record.EpochRecord;
import nunchi.record.EvaluationRecord;
import nunchi.record.GeneratedRecord;
import nunchi.record.HistogramsRecord;
import nunchi.record.InspectionRecord;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import nunchi.record.KindRecord;
import nunchi.record.LabRecord;
import nunchi.record.MetricRecord;
import nunchi.record.ModelRecord;
import nunchi.record.PlacesRecord;
import nunchi.record.PredictionsRecord;
import nunchi.record.RunRecord;
import nunchi.record.SearchRecord;
import org.jspecify.annotations.Nullable;

/// The files of a run, search or lab, each read once, when asked for first. A missing file is a record without keys.
final class Folder {
    private static final String EXPERIMENT = "experiment.yaml";
    private static final String JOURNAL = "journal.jsonl";

    private final Path path;
    private final Map<Class<?>, Record> records = new HashMap<>();
    private @Nullable List<JournalLine> journal;
    private @Nullable Tree own;
    /// What was asked for last, in this order.
    private final SequencedSet<String> asked = new LinkedHashSet<>();

    Folder(Path path) {
        this.path = path;
    }

    /// The same files, with something in place of what one of them holds.
    Folder with(Record record) {
        Folder other = new Folder(path);
        other.records.putAll(records);
        other.records.put(record.getClass(), record);
        return other;
    }

    /// The same files, with epochs in place of the journal's.
    Folder with(List<EpochRecord> epochs) {
        Folder other = new Folder(path);
        other.records.putAll(records);
        other.journal = List.copyOf(epochs);
        return other;
    }

    Path path() {
        return path;
    }

    /// Makes a part of the report of the files.
    ///
    /// @throws InvalidRequestException when they are not as the run wrote them, with the names of those asked for
    <T> T read(Supplier<T> reading) {
        asked.clear();
        try {
            return reading.get();
        } catch (RuntimeException | StackOverflowError damaged) {
            if (damaged instanceof InvalidRequestException refused
                    && refused.getMessage().contains(path.toString())) {
                throw refused;
            }
            String names =
                    asked.stream().map(name -> path.resolve(name).toString()).collect(Collectors.joining(" or "));
            throw StoredFile.damaged(names.isEmpty() ? path.toString() : names, damaged);
        }
    }

    /// The folders of a lab's members or of a search's trials, as its `result.json` names them.
    ///
    /// @throws InvalidRequestException when one of them does not lie within this folder
    List<String> within() {
        return read(() -> Stream.concat(
                        lab().members().stream().map(LabRecord.MemberRecord::folder),
                        search().trials().stream().map(SearchRecord.TrialRecord::folder))
                .filter(name -> name != null && !name.isEmpty())
                .map(this::inside)
                .toList());
    }

    private String inside(String name) {
        Path whole = path.toAbsolutePath().normalize();
        Path inner = whole.resolve(name).normalize();
        Check.require(
                !inner.equals(whole) && inner.startsWith(whole), "'%s' is not a folder within it".formatted(name));
        return name;
    }

    Folder inner(String name) {
        return new Folder(path.resolve(name));
    }

    /// Of a search.
    Optional<Folder> firstTrial() {
        return search().trials().stream()
                .limit(1)
                .map(SearchRecord.TrialRecord::folder)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .map(this::inner);
    }

    private KindRecord kind() {
        return file(RunRecord.FILE, KindRecord.class);
    }

    /// Whether its `result.json` is of a kind, such as [RunRecord#KIND], which one that is not there is too.
    boolean is(String kind) {
        return kind().is(kind);
    }

    /// The same of what else it may be; of another kind every key is absent.
    RunRecord run() {
        return result(RunRecord.KIND, RunRecord.class);
    }

    SearchRecord search() {
        return result(SearchRecord.KIND, SearchRecord.class);
    }

    LabRecord lab() {
        return result(LabRecord.KIND, LabRecord.class);
    }

    ClusteringRecord clustering() {
        return result(ClusteringRecord.KIND, ClusteringRecord.class);
    }

    ModelRecord model() {
        return file("model.json", ModelRecord.class);
    }

    DataRecord data() {
        return file("data.json", DataRecord.class);
    }

    EvaluationRecord evaluation() {
        return file("evaluation.json", EvaluationRecord.class);
    }

    InspectionRecord inspection() {
        return file("inspection.json", InspectionRecord.class);
    }

    /// Of a person's own images.
    PredictionsRecord predictions() {
        return file("predictions.json", PredictionsRecord.class);
    }

    /// What a language model wrote.
    GeneratedRecord generated() {
        return file("generated.json", GeneratedRecord.class);
    }

    /// Of a clustering study.
    PlacesRecord places() {
        return file("points.json", PlacesRecord.class);
    }

    EnvironmentRecord environment() {
        return file("environment.json", EnvironmentRecord.class);
    }

    /// Somebody's own metrics, of a run or a search.
    SequencedMap<String, MetricRecord> metrics() {
        return Objects.requireNonNullElseGet(
                is(SearchRecord.KIND) ? search().metrics() : run().metrics(), LinkedHashMap::new);
    }

    /// Of a run; 0 where it is not known.
    long seed() {
        return run().seed() == null ? 0 : run().seed();
    }

    /// The settings that the model was trained with, with the words of today's file. A search without a file of its own
    /// has its first trial's.
    Tree experiment() {
        Optional<Folder> first = own().equals(Tree.ABSENT) ? firstTrial() : Optional.empty();
        return first.map(Folder::experiment).orElseGet(() -> settings());
    }

    /// What was edited in the file after the training, in a sentence; empty for nothing.
    String edited() {
        List<Leaves.Change> changes = isComparable() ? TrainedSettings.changes(trained(), own()) : List.of();
        return changes.isEmpty()
                ? ""
                : "The experiment.yaml of this run was edited after the training: %s. Shown are the settings that the model was trained with."
                        .formatted(Leaves.inWords(changes));
    }

    private Tree settings() {
        return isComparable() ? TrainedSettings.merged(trained(), own()) : own();
    }

    private boolean isComparable() {
        return trained() instanceof Tree.Fields && own() instanceof Tree.Fields;
    }

    private static Tree parsed(String yaml) {
        return yaml.isBlank() ? Tree.ABSENT : ExperimentFile.tree(yaml);
    }

    private Tree trained() {
        return model().experiment();
    }

    private Tree own() {
        asked.add(EXPERIMENT);
        if (own == null) {
            own = StoredFile.read(path.resolve(EXPERIMENT), () -> parsed(text(EXPERIMENT)));
        }
        return own;
    }

    /// What defines the run, as it was written; empty where the file is missing.
    String experimentText() {
        return text(experimentFile());
    }

    String experimentFile() {
        return is(ClusteringRecord.KIND) ? "clusters.yaml" : EXPERIMENT;
    }

    /// In the order in which they happened. A last line cut off by a kill is left out.
    List<EpochRecord> epochs() {
        return events(EpochRecord.class);
    }

    /// How weights, gradients and layers' outputs were distributed, in the order of the epochs.
    List<HistogramsRecord> histograms() {
        return events(HistogramsRecord.class);
    }

    private <T extends JournalLine> List<T> events(Class<T> type) {
        asked.add(JOURNAL);
        if (journal == null) {
            journal = JournalFile.read(path.resolve(JOURNAL));
        }
        return journal.stream().filter(type::isInstance).map(type::cast).toList();
    }

    String title() {
        String name = kind().name() == null
                ? path.toAbsolutePath().normalize().getFileName().toString()
                : kind().name();
        return kind().title() == null ? experiment().at("title").text(name) : kind().title();
    }

    private <T extends Record> T result(String kind, Class<T> type) {
        return is(kind) ? file(RunRecord.FILE, type) : Codec.empty(type);
    }

    private <T extends Record> T file(String name, Class<T> type) {
        asked.add(name);
        return type.cast(records.computeIfAbsent(
                type, unread -> Codec.read(path.resolve(name), type).orElseGet(() -> Codec.empty(type))));
    }

    private String text(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? GivenFile.text(file) : "";
        } catch (IOException e) {
            throw new InvalidRequestException("%s cannot be read: %s".formatted(file, Unreadable.reason(e)), e);
        }
    }
}
