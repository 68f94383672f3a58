package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import nunchi.check.StoppedException;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of finished and unfinished work in which one thing is wrong: every command that reads them works, or refuses
/// them by their name.
///
/// `-Dnunchi.mutations=N` makes N mutations in all; `-Dnunchi.mutation.seed=N` others.
@Timeout(7200)
final class MutatedFoldersTest {
    private static final int MUTATIONS = Integer.getInteger("nunchi.mutations", 300);
    private static final long SEED = Long.getLong("nunchi.mutation.seed", 1);
    private static final int FOLDERS = 6;
    private static final String STUDY = """
            name: small
            data: {name: digits, test: {random: 0.05}, validation: {random: 0.05}, batch: 50, limit: {train: 100}, preprocess: [{scale: 16}]}
            model: [{reshape: {shape: [8, 8, 1]}}, {conv2d: {filters: 2, kernel: 3, activation: relu}}, flatten, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.01}}
            train: {epochs: 2, histograms: {every: 1}, metrics: [f1], earlyStopping: {monitor: val_loss, patience: 5, restoreBest: true}}
            inspect: {rows: 40, tsne: false, pictures: {count: 2}}
            variants: [{name: flipped, set: ['data.preprocess=[{scale: 16}]']}]
            published: [{what: test accuracy, value: 0.9}, {what: loss, epoch: 1, value: 1.5}]
            """;
    private static final String SEARCH = """
            name: searched
            data: {name: digits, test: {random: 0.05}, validation: {random: 0.05}, batch: 50, limit: {train: 100}, preprocess: [{scale: 16}, flatten]}
            model: [{dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.5}}
            train: {epochs: 1}
            search: {grid: {optimizer.sgd.learningRate: [0.1, 0.2]}, repeat: 2}
            """;
    private static final String CLUSTERS = """
            name: clustered
            points: [{name: moons, rows: 60}]
            kmeans: {clusters: [2, 3], restarts: 1}
            """;

    /// What is said where a record is in order by itself, and the data or picture that is given does not fit it.
    private static final Pattern MISFIT = Pattern.compile(
            "did not learn|learnt to predict numbers|lacks the columns?|the model takes|takes examples of|but got");

    /// What is asked of a folder of each kind; RUN stands for it, OUT for a new file.
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "run",
                    List.of(
                            "report RUN",
                            "evaluate RUN",
                            "evaluate RUN --json",
                            "predict RUN PICTURE --keep",
                            "inspect RUN --rows 20 --no-tsne --images 1",
                            "compare RUN OTHER",
                            "compare RUN OTHER --report OUT.html",
                            "export RUN --onnx OUT.onnx --weights OUT.npz --history OUT.csv",
                            "export RUN --activations OUT --layer 0",
                            "run --resume RUN",
                            "verify RUN"),
            "unfinished",
                    List.of(
                            "report RUN",
                            "evaluate RUN",
                            "predict RUN PICTURE",
                            "compare RUN OTHER",
                            "export RUN --weights OUT.safetensors",
                            "run --resume RUN",
                            "run --resume RUN --tensorboard"),
            "search",
                    List.of(
                            "report RUN",
                            "compare RUN",
                            "compare RUN --report OUT.html",
                            "run --resume RUN",
                            "evaluate RUN/trials/001"),
            "lab", List.of("report RUN", "compare RUN", "run --resume RUN"),
            "clusters", List.of("report RUN", "compare RUN", "cluster RUN/clusters.yaml --out OUT"),
            "table",
                    List.of(
                            "report RUN",
                            "evaluate RUN",
                            "predict RUN TABLE",
                            "predict RUN TABLE --json",
                            "export RUN --onnx OUT.onnx",
                            "run --resume RUN"));

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeFolders() throws IOException {
        Path study = Files.writeString(made.resolve("study.yaml"), STUDY);
        BufferedImage stroke = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        stroke.createGraphics().fillRect(12, 4, 4, 20);
        ImageIO.write(stroke, "png", made.resolve("picture.png").toFile());
        make("run", "run", study.toString());
        Answer kept = ask(
                "predict",
                made.resolve("run").toString(),
                made.resolve("picture.png").toString(),
                "--keep");
        assertThat(kept.code()).as(kept.errors()).isZero();
        makeUnfinished(study);
        make(
                "search",
                "run",
                Files.writeString(made.resolve("search.yaml"), SEARCH).toString());
        Files.delete(made.resolve("search/trials/004/result.json"));
        make("lab", "lab", "parameters");
        make(
                "clusters",
                "cluster",
                Files.writeString(made.resolve("clusters.yaml"), CLUSTERS).toString());
        makeTable();
    }

    private static void make(String kind, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", made.resolve(kind).toString(), "--threads", "1"));
        Answer answer = ask(all.toArray(String[]::new));
        assertThat(answer.code()).as(answer.errors()).isZero();
    }

    private static void makeUnfinished(Path study) {
        RunOptions options = new RunOptions()
                .withThreads(1)
                .withOut(made.resolve("unfinished"))
                .withCheckpointsEvery(Duration.ZERO)
                .withListener(event -> {
                    if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 2) {
                        throw new IllegalStateException("stopped");
                    }
                });
        try {
            Runs.run(options.files().read(study), options);
        } catch (StoppedException stopped) {
            assertThat(made.resolve("unfinished/weights/state.safetensors")).exists();
        }
    }

    private static void makeTable() throws IOException {
        StringBuilder rows = new StringBuilder("width,height,label\n");
        for (int i = 0; i < 40; i++) {
            rows.append("%d,%d,%s%n".formatted(i, i % 3, i % 2 == 0 ? "yes" : "no"));
        }
        Path table = Files.writeString(made.resolve("table.csv"), rows);
        Path study = Files.writeString(made.resolve("table.yaml"), """
                name: table
                data: {name: %s, test: {random: 0.2}}
                model: [{dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.1}}
                train: {epochs: 1}
                """.formatted(table));
        make("table", "run", study.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "unfinished", "search", "lab", "clusters", "table"})
    void isReadOrRefusedByItsName(String kind) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(made.resolve(kind))) {
            files = all.filter(file -> file.toString().matches(".*\\.(json|jsonl|yaml|safetensors)"))
                    .sorted()
                    .toList();
        }
        List<String> faults = new ArrayList<>();
        int count = MUTATIONS / FOLDERS;
        for (int i = 0; i < count; i++) {
            Path file = made.resolve(kind).relativize(files.get(i % files.size()));
            String command =
                    COMMANDS.get(kind).get(i / files.size() % COMMANDS.get(kind).size());
            String fault = fault(kind, file, command, SEED * 1_000_003 + i);
            if (fault != null) {
                faults.add(fault);
            }
        }
        assertThat(faults)
                .as("of %d mutations in %d files".formatted(count, files.size()))
                .isEmpty();
    }

    /// What is wrong with the answer; null where nothing is.
    private String fault(String kind, Path file, String command, long seed) throws IOException {
        Path copy = folder.resolve("copy");
        restore(made.resolve(kind), copy);
        byte[] content = Files.readAllBytes(copy.resolve(file));
        Files.write(copy.resolve(file), new Mutation(seed).of(file.toString(), content));
        Answer answer;
        try {
            answer = ask(filled(command, copy, kind));
        } catch (StackOverflowError deep) {
            return "seed %d: %s of %s: %s".formatted(seed, command, file, deep);
        }
        return isRight(answer, file) || answer.code() > 1 && answer.errors().equals(whole(command, kind))
                ? null
                : "seed %d: %s of %s: %d %s"
                        .formatted(
                                seed,
                                command,
                                file,
                                answer.code(),
                                answer.errors().strip());
    }

    /// Whether it was read, or refused by the name of the file or for not fitting.
    private static boolean isRight(Answer answer, Path file) {
        boolean named = answer.errors().contains(file.getFileName().toString())
                || file.toString().endsWith(".yaml");
        return switch (answer.code()) {
            case 0 -> true;
            case 1 ->
                !answer.errors().contains("a fault of Nunchi's own")
                        && !answer.errors().contains("the memory is full");
            default -> named || MISFIT.matcher(answer.errors()).find();
        };
    }

    /// What is said of the folder as it was made: a finished run is not resumed.
    private String whole(String command, String kind) throws IOException {
        Path copy = folder.resolve("copy");
        restore(made.resolve(kind), copy);
        return ask(filled(command, copy, kind)).errors();
    }

    private String filled(String command, Path copy, String kind) throws IOException {
        Path out = folder.resolve("out");
        remove(out);
        return command.replace("RUN", copy.toString())
                .replace("OUT", out.toString())
                .replace("OTHER", made.resolve(kind).toString())
                .replace("PICTURE", made.resolve("picture.png").toString())
                .replace("TABLE", made.resolve("table.csv").toString());
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void restore(Path from, Path to) throws IOException {
        remove(to);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                // a report that is older than its result would be written anew
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static Answer ask(String line) {
        return ask(line.split(" "));
    }

    private static Answer ask(String... arguments) {
        boolean computes = !List.of("report", "compare").contains(arguments[0]);
        return computes && !Arrays.asList(arguments).contains("--threads")
                ? Answer.to(Stream.concat(Arrays.stream(arguments), Stream.of("--threads", "1"))
                        .toArray(String[]::new))
                : Answer.to(arguments);
    }
}
