package nunchi.reference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.augment.Augmentation;
import nunchi.clustering.ClusteringStudy;
import nunchi.codec.Catalogue;
import nunchi.codec.Names;
import nunchi.codec.RecordType;
import nunchi.data.DataCatalogue;
import nunchi.data.DataSource;
import nunchi.data.Missing;
import nunchi.data.Splitter;
import nunchi.experiment.ClassWeights;
import nunchi.experiment.Experiment;
import nunchi.experiment.Outline;
import nunchi.init.Init;
import nunchi.lab.LabPlan;
import nunchi.layer.Layer;
import nunchi.layer.Padding;
import nunchi.layer.RecurrentCell;
import nunchi.loss.Loss;
import nunchi.metric.Metric;
import nunchi.network.Clip;
import nunchi.network.Constraint;
import nunchi.network.Penalty;
import nunchi.optimizer.Optimizer;
import nunchi.saliency.Saliency;
import nunchi.schedule.Schedule;
import nunchi.token.Tokens;

/// `docs/reference/experiment.md`.
final class ExperimentReference {
    private static final List<String> HEAD = List.of("key", "type", "default", "range", "meaning");
    /// The headings of what is chosen by name, in the order of the document.
    private static final Map<Class<?>, String> KINDS = kinds();

    private static final String SETS = "Data sets";
    private static final String INTRODUCTION = """
            This page is generated from the program: keys, types, defaults and ranges are read from the records that a file becomes, the \
            sentences from their documentation. `none` as a default means that the key may be left out and then does nothing, or what its \
            meaning says. A value outside the range is refused with the key's name. Names of keys and values are read whatever their case, \
            hyphens and underscores: `drop_last` is `dropLast`. One element may stand for a list of one. What is chosen by name is written \
            as its name where no key must be given (`relu`), as its name with the value of its first key where that is the only one \
            required (`{dense: 10}`), else with its keys (`{conv2d: {filters: 64, kernel: 3}}`). A bare number stands for `constant` \
            (schedules, initial weights), `explicit` (padding), `random` (splits), `l2`, `clipByNorm` and `maxNorm`.
            """;
    private static final List<File> FILES = List.of(
            new File(
                    Experiment.class,
                    "",
                    "The experiment file",
                    "`nunchi run FILE` trains it. A run's folder has it as `experiment.yaml` with every key written out."),
            new File(
                    Outline.class,
                    "",
                    "The file of a model alone",
                    "`nunchi summary FILE` shows it. Its keys are keys of the experiment file."),
            new File(
                    ClusteringStudy.class,
                    "clusters: ",
                    "The file of a clustering study",
                    "`nunchi cluster FILE.yaml` runs it."),
            new File(
                    LabPlan.class,
                    "lab.yaml: ",
                    "The file of a lab",
                    "`lab.yaml` in a folder of experiment files, which `nunchi lab FOLDER` runs."));

    private final DocComments comments;
    private final Schema schema;
    private final Markdown page = new Markdown();
    private final Set<Class<?>> written = new HashSet<>();

    /// @param prefix in front of the headings of its keys
    private record File(Class<?> type, String prefix, String title, String words) {}

    ExperimentReference(DocComments comments) {
        this.comments = comments;
        this.schema = new Schema(comments);
    }

    private static Map<Class<?>, String> kinds() {
        Map<Class<?>, String> kinds = new LinkedHashMap<>();
        kinds.put(Layer.class, "Layers");
        kinds.put(RecurrentCell.class, "Cells of unrolled layers");
        kinds.put(Padding.class, "Padding");
        kinds.put(Activation.class, "Activations");
        kinds.put(Init.class, "Initial weights");
        kinds.put(Loss.class, "Losses");
        kinds.put(Optimizer.class, "Optimizers");
        kinds.put(Schedule.class, "Learning rate schedules");
        kinds.put(Penalty.class, "Penalties");
        kinds.put(Clip.class, "Gradient clipping");
        kinds.put(Constraint.class, "Weight constraints");
        kinds.put(Splitter.class, "Splits");
        kinds.put(Missing.class, "Missing values");
        kinds.put(Tokens.class, "Tokens of texts");
        kinds.put(Augmentation.class, "Augmentations");
        kinds.put(Metric.class, "Metrics");
        kinds.put(ClassWeights.class, "Class weights");
        kinds.put(Saliency.class, "Saliency methods");
        return kinds;
    }

    String text() {
        FILES.forEach(file -> headings(file.type, file.prefix));
        KINDS.forEach((kind, heading) -> {
            schema.head(kind, heading);
            Catalogue.standard().of(kind).forEach(schema::below);
        });
        if (!KINDS.keySet().containsAll(schema.kinds())) {
            throw new IllegalStateException("a heading is missing for one of " + schema.kinds());
        }
        page.add("# The experiment file, key by key").add(INTRODUCTION);
        page.add(contents());
        file(FILES.getFirst());
        KINDS.keySet().forEach(this::kind);
        dataSets();
        FILES.stream().skip(1).forEach(this::file);
        return page.toString();
    }

    private static String contents() {
        Stream<String> others = FILES.stream().skip(1).map(File::title);
        return Stream.of(Stream.of(FILES.getFirst().title), KINDS.values().stream(), Stream.of(SETS), others)
                .flatMap(headings -> headings)
                .map(heading -> "- " + Markdown.link(heading, heading))
                .collect(Collectors.joining("\n"));
    }

    /// Every record below a file, nearest first, has the heading of the first key that leads to it.
    private void headings(Class<?> file, String prefix) {
        Deque<Map.Entry<String, Class<?>>> waiting = new ArrayDeque<>();
        waiting.add(Map.entry(prefix, file));
        schema.head(file, "");
        while (!waiting.isEmpty()) {
            Map.Entry<String, Class<?>> next = waiting.poll();
            schema.below(next.getValue()).forEach((key, type) -> {
                String path = next.getKey() + key;
                if (schema.head(type, path)) {
                    waiting.add(Map.entry(path + ".", type));
                }
            });
        }
    }

    private void file(File file) {
        page.add("## " + file.title).add(file.words).table(HEAD, schema.rows(file.type));
        below(file.type);
    }

    private void below(Class<?> type) {
        for (Class<?> inner : schema.below(type).values()) {
            if (!schema.heading(inner).isEmpty() && written.add(inner)) {
                page.add("### `%s`".formatted(schema.heading(inner)))
                        .add(comments.of(inner))
                        .table(HEAD, schema.rows(inner));
                below(inner);
            }
        }
    }

    private void kind(Class<?> kind) {
        page.add("## " + KINDS.get(kind)).add(comments.of(kind).replaceFirst("(?s)\\s*Anyone may write one.*", ""));
        for (Class<?> type : Catalogue.standard().of(kind)) {
            List<String> others = Names.others(type);
            String also = others.isEmpty()
                    ? ""
                    : " Other names: %s."
                            .formatted(others.stream().map(Markdown::code).collect(Collectors.joining(", ")));
            page.add("### %s".formatted(Names.of(type)))
                    .add("Written as %s.%s".formatted(forms(type), also))
                    .add(comments.of(type))
                    .table(HEAD, schema.rows(type));
        }
    }

    /// The shortest that a person may write: `relu`, `dense: …`, `conv2d: {filters: …, kernel: …}`.
    private static String forms(Class<?> type) {
        RecordType record = RecordType.of(type);
        String name = Names.of(type);
        if (record.required().isEmpty()) {
            return Markdown.code(name);
        }
        if (record.ofWholeNumbers()) {
            return "`%s: …` or `%s: %s`".formatted(name, name, Schema.list(record));
        }
        return Markdown.code(
                record.standsForFirst()
                        ? name + ": …"
                        : record.required().stream().collect(Collectors.joining(": …, ", name + ": {", ": …}")));
    }

    private void dataSets() {
        page.add("## " + SETS)
                .add("The names that `data.name` takes beside the path of a folder of images or of a CSV file.")
                .table(
                        List.of("name", "training examples", "test examples", "content", "files"),
                        DataCatalogue.standard().sources().stream()
                                .map(ExperimentReference::row)
                                .toList());
    }

    private static List<String> row(DataSource set) {
        List<Integer> rows = set.rows();
        return List.of(
                Markdown.code(set.name()),
                "%,d".formatted(rows.getFirst()),
                rows.size() > 1 ? "%,d".formatted(rows.get(1)) : "none",
                set.description(),
                set.downloads().isEmpty() ? "none needed" : "downloaded when absent");
    }
}
