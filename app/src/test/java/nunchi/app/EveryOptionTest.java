package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import nunchi.interchange.Npy;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

/// Every option of every command acts wherever it is taken, or is refused in one sentence where it could not.
final class EveryOptionTest {
    /// Options that act in every request that is otherwise right; `--threads` and `--data-dir` say how and where, and
    /// change no result.
    private static final String ALWAYS = """
            nunchi: --version
            run: --set --repeat --out --threads --data-dir --tensorboard --resume
            lab: --out --threads --data-dir --resume
            summary: --data-dir
            evaluate: --part --data-dir --json --threads
            predict: --json --report --keep --threads
            generate: --prompt --length --temperature --top-k --seed --json --threads
            compare: --all --first-difference
            fork: --epoch --set --out --threads --data-dir
            verify: --data-dir --threads
            inspect: --part --layer --no-tsne --keep-activations --data-dir --threads
            export: --onnx --weights --history --activations --data-dir --threads
            embed: --method --out --report --threads --data-dir
            cluster: --method --out --threads --data-dir
            list: --data-dir
            get: --data-dir
            check: --data-dir
            studio: --port --no-open
            serve: --port --token-file --threads
            doctor: --data-dir
            """;

    /// @param option  without effect in the request
    /// @param request with the fixture's files in capitals
    /// @param word    of the sentence
    record Idle(String option, String request, String word) {
        @Override
        public String toString() {
            return option + ": " + request;
        }
    }

    private static final String COPY = "--copy writes the study's files and runs nothing; omit ";

    private static Stream<Idle> besideCopy() {
        return Stream.of(
                        "--quick",
                        "--pictures x",
                        "--keep-activations",
                        "--repeat 2",
                        "--parallel 2",
                        "--out x",
                        "--threads 1",
                        "--epochs 2",
                        "--seed 2",
                        "--data x",
                        "--data-dir x",
                        "--tensorboard")
                .map(option -> new Idle(
                        "lab --copy",
                        "lab digits-from-scratch --copy COPY " + option,
                        COPY + option.replaceFirst(" .*", "")));
    }

    private static final Stream<Idle> ALONE = Stream.of(
            new Idle("lab --quick", "lab parameters --quick", "no settings of a quick run"),
            new Idle("lab --pictures", "lab clusters --pictures PICTURE", "no model to show images to"),
            new Idle(
                    "lab --pictures",
                    "lab digits-from-scratch --repeat 2 --pictures PICTURE",
                    "no model to show images to"),
            new Idle("lab --keep-activations", "lab digits-from-scratch --keep-activations", "inspect the layers"),
            new Idle("lab --repeat", "lab clusters --repeat 2", "omit --epochs, --repeat"),
            new Idle(
                    "lab --parallel",
                    "lab digits-from-scratch --parallel 2",
                    "search.parallel is 2, but there is one training"),
            new Idle("lab --epochs", "lab parameters --epochs 2", "omit --epochs, --repeat"),
            new Idle("lab --seed", "lab parameters --seed 2", "--seed"),
            new Idle("lab --data", "lab clusters --data digits", "--data"),
            new Idle("lab --tensorboard", "lab clusters --tensorboard", "--tensorboard"),
            new Idle("run --epochs", "run STUDY --epochs 3 --set train.epochs=4", "train.epochs is given twice"),
            new Idle(
                    "run --epochs",
                    "run STUDY --epochs 3 --set train={epochs:4}",
                    "train.epochs is given, but train replaces all of it"),
            new Idle("run --epochs", "run STUDY --epochs 3 --grid train.epochs=1,2", "train.epochs is given twice"),
            new Idle("run --seed", "run STUDY --seed 3 --set seed=4", "seed is given twice"),
            new Idle("run --seed", "run STUDY --seed 3 --grid seed=4,5", "seed is given twice"),
            new Idle("run --data", "run STUDY --data digits --set data.name=blobs", "data.name is given twice"),
            new Idle("run --parallel", "run STUDY --parallel 2", "search.parallel is 2, but there is one training"),
            new Idle("run --grid", "run STUDY --grid seed=1,2 --grid seed=3", "seed is given twice"),
            new Idle("run --grid", "run STUDY --set data.batch=5 --grid data.batch=2,3", "data.batch is given twice"),
            new Idle(
                    "run --pair",
                    "run STUDY --pair --random seed=1..9:int --trials 2",
                    "--pair puts the values of --grid side by side"),
            new Idle("run --pair", "run STUDY --pair --grid seed=1,2", "--pair puts the values of --grid side by side"),
            new Idle(
                    "run --random",
                    "run STUDY --random seed=1..9:int --random seed=2..3:int --trials 2",
                    "seed is given twice"),
            new Idle("run --trials", "run STUDY --trials 2", "--trials draws values, but not from what"),
            new Idle("run --share", "run STUDY --share 1/2 --out NEW", "is one training, which cannot be shared out"),
            new Idle("evaluate --data", "evaluate RUN --data digits --set data.name=blobs", "data.name is given twice"),
            new Idle("evaluate --set", "evaluate RUN --set optimizer=adam", "optimizer"),
            new Idle("predict --top", "predict PRICES TABLE --top 2", "--top is a number of classes"),
            new Idle("predict --beam", "predict RUN ARRAY --beam 4", "--beam is about texts"),
            new Idle("predict --picture", "predict RUN ARRAY --picture crop", "--picture says how images are fitted"),
            new Idle("predict --text", "predict RUN --text hello", "which are no texts"),
            new Idle("predict --header", "predict RUN ARRAY --header", "--header is about tables"),
            new Idle("predict --header", "predict RUN PICTURE --no-header", "--header is about tables"),
            new Idle("predict --set", "predict RUN ARRAY --set optimizer=adam", "optimizer"),
            new Idle(
                    "predict --set",
                    "predict RUN ARRAY --keep --set data.preprocess=[]",
                    "--keep shows images as the run says"),
            new Idle(
                    "inspect --gradients-over-time",
                    "inspect RUN --gradients-over-time 3",
                    "steps of recurrent layers, but the model has none"),
            new Idle(
                    "inspect --states-over-time",
                    "inspect RUN --states-over-time 3",
                    "steps of recurrent layers, but the model has none"),
            new Idle("inspect --attention", "inspect RUN --attention 3", "but the model has neither"),
            new Idle("serve --host", "serve RUN --host 0.0.0.0", "give it by --token-file"),
            new Idle("inspect --rows", "inspect RUN --rows 3000", "ask for 2 to"),
            new Idle(
                    "inspect --perplexity",
                    "inspect RUN --no-tsne --perplexity 9",
                    "--perplexity and --iterations are about t-SNE"),
            new Idle(
                    "inspect --iterations",
                    "inspect RUN --no-tsne --iterations 9",
                    "--perplexity and --iterations are about t-SNE"),
            new Idle("inspect --seed", "inspect RUN --seed 2", "the seed says which rows are inspected, but all"),
            new Idle("inspect --images", "inspect PRICES --images 10", "--images draws examples that are images"),
            new Idle("inspect --picture", "inspect PRICES --picture PICTURE", "not images"),
            new Idle("inspect --method", "inspect RUN --images 0 --method gradient", "its count is 0"),
            new Idle("inspect --method", "inspect PRICES --method gradient", "are none"),
            new Idle("compare --threads", "compare RUN --threads 1", "which --first-difference does"),
            new Idle("compare --data-dir", "compare RUN --data-dir x", "which --first-difference does"),
            new Idle("compare --report", "compare RUN RUN --first-difference --report FILE.html", "omit --report"),
            new Idle("control --set", "control RUN --set optimizer.learningRate=0.1", "not in training"),
            new Idle("control --set", "control RUN stop --set optimizer.learningRate=0.1", "give a command or --set"),
            new Idle("export --layer", "export RUN --history FILE.csv --layer 0", "are about --activations"),
            new Idle("export --part", "export RUN --history FILE.csv --part test", "are about --activations"),
            new Idle("export --rows", "export RUN --history FILE.csv --rows 2", "are about --activations"),
            new Idle("export --rows", "export RUN --activations FILE --rows 20000", "rows"),
            new Idle(
                    "embed --rows",
                    "embed digits --rows 5000",
                    "digits has 1,797 rows; ask for at most as many, not 5,000"),
            new Idle("embed --label", "embed ARRAY --label a", "whose columns have no names"),
            new Idle("embed --label", "embed digits --label a", "the key label means nothing"),
            new Idle("embed --labels", "embed TABLE --label a --labels FILE", "give --label or --labels, not both"),
            new Idle("embed --header", "embed ARRAY --header", "no header"),
            new Idle("embed --ignore", "embed ARRAY --ignore a", "whose columns have no names; omit --ignore"),
            new Idle("embed --ignore", "embed digits --ignore a", "the key ignore means nothing"),
            new Idle("embed --pca", "embed digits --method pca --pca 3", "--pca are about t-SNE"),
            new Idle("embed --components", "embed digits --components 3", "t-SNE makes maps of 2 components"),
            new Idle("embed --perplexity", "embed digits --method pca --perplexity 9", "are about t-SNE"),
            new Idle("embed --iterations", "embed digits --method pca --iterations 9", "are about t-SNE"),
            new Idle(
                    "embed --iterations",
                    "embed digits --into ARRAY --known digits --iterations 9",
                    "omit --method, --iterations and --pca"),
            new Idle("embed --seed", "embed digits --seed 2", "the same for every seed; omit --seed"),
            new Idle("embed --seed", "embed digits --method pca --seed 2", "the same for every seed; omit --seed"),
            new Idle("embed --into", "embed digits --into ARRAY", "go together"),
            new Idle("embed --known", "embed digits --known digits", "go together"),
            new Idle("cluster --rows", "cluster digits --rows 5000", "digits has 1,797 rows"),
            new Idle("cluster --label", "cluster digits --label a", "the key label means nothing"),
            new Idle("cluster --labels", "cluster TABLE --label a --labels FILE", "give --label or --labels, not both"),
            new Idle("cluster --header", "cluster ARRAY --header", "no header"),
            new Idle("cluster --ignore", "cluster digits --ignore a", "the key ignore means nothing"),
            new Idle("cluster --ignore", "cluster TABLE --ignore a,b,price --k 2", "all are ignored"),
            new Idle("cluster --pca", "cluster GROUPS --pca 3", "says what is grouped and how; omit --pca"),
            new Idle(
                    "cluster --report",
                    "cluster GROUPS --report FILE.html",
                    "says what is grouped and how; omit --report"),
            new Idle("cluster --k", "cluster digits --method dbscan --k 3", "are about k-means"),
            new Idle("cluster --restarts", "cluster digits --method dbscan --restarts 3", "are about k-means"),
            new Idle("cluster --batch", "cluster digits --method dbscan --batch 3", "are about k-means"),
            new Idle("cluster --batch", "cluster digits --batch 5000", "batch is 5000, but there are 1797 rows"),
            new Idle("cluster --iterations", "cluster digits --method dbscan --iterations 3", "are about k-means"),
            new Idle("cluster --tolerance", "cluster digits --method dbscan --tolerance 0.1", "are about k-means"),
            new Idle("cluster --epsilon", "cluster digits --epsilon 3", "are about DBSCAN"),
            new Idle("cluster --min-points", "cluster digits --min-points 3", "are about DBSCAN"),
            new Idle(
                    "cluster --seed",
                    "cluster digits --method dbscan --seed 3",
                    "the same clusters for every seed; omit --seed"));

    static final List<Idle> REFUSED = Stream.concat(besideCopy(), ALONE).toList();

    @TempDir
    private static Path made;

    @BeforeAll
    static void makeFiles() throws IOException {
        Files.writeString(made.resolve("STUDY"), """
                name: small
                data: {name: digits, test: {random: 0.2}, batch: 100, preprocess: [{scale: 16}]}
                model: [{dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.5}}
                train: {epochs: 1}
                """);
        String rows = IntStream.rangeClosed(1, 40)
                .mapToObj("%1$d,2,%1$d\n"::formatted)
                .collect(Collectors.joining());
        Files.writeString(made.resolve("TABLE.csv"), "a,b,price\n" + rows);
        Files.writeString(made.resolve("PRICE"), """
                name: prices
                data: {name: '%s', target: [price], batch: 10}
                model: [{dense: 1}]
                loss: meanSquaredError
                optimizer: {sgd: 1e-4}
                train: {epochs: 1}
                """.formatted(made.resolve("TABLE.csv")));
        Files.writeString(made.resolve("GROUPS.yaml"), "name: groups\npoints: [{name: moons}]\n");
        ImageIO.write(
                new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                made.resolve("PICTURE").toFile());
        Npy.write(made.resolve("ARRAY.npy"), new Tensor(Shape.of(2, 64), new float[128]));
        ask("run STUDY --out RUN");
        ask("run PRICE --out PRICES");
    }

    private static Answer ask(String request) {
        return Answer.to(Arrays.stream(request.split(" "))
                .map(word -> switch (word) {
                    case "TABLE" -> made.resolve("TABLE.csv").toString();
                    case "ARRAY" -> made.resolve("ARRAY.npy").toString();
                    case "GROUPS" -> made.resolve("GROUPS.yaml").toString();
                    default ->
                        word.matches("[A-Z]+(\\.\\w+)?")
                                ? made.resolve(word).toString()
                                : word.replace("epochs:4", "epochs: 4");
                })
                .toArray(String[]::new));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(EveryOptionTest::commands));
    }

    @Test
    void everyOptionHasACase() {
        Set<String> all = commands(CommandLineProgram.standard())
                .flatMap(command -> command.getCommandSpec().options().stream()
                        .filter(option ->
                                !Set.of("--help", NunchiCommand.STACK_TRACE).contains(option.longestName()))
                        .map(option -> command.getCommandName() + " " + option.longestName()))
                .collect(Collectors.toCollection(TreeSet::new));
        Stream<String> always = ALWAYS.lines()
                .flatMap(line -> Arrays.stream(
                                line.substring(line.indexOf(": ") + 2).split(" "))
                        .map(option -> line.substring(0, line.indexOf(':')) + " " + option));
        Set<String> cases = Stream.concat(always, REFUSED.stream().map(Idle::option))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(cases)
                .as("a new option: say where it cannot act, and refuse it there")
                .containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void anOptionThatCannotActIsRefusedInOneSentence(Idle idle) {
        Answer answer = ask(idle.request);
        assertThat(answer.code()).as(answer.output() + answer.errors()).isEqualTo(2);
        assertThat(answer.errors()).startsWith("nunchi: ").contains(idle.word).containsOnlyOnce("\n");
    }
}
