package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandsTest {
    private static final String STUDY = """
            name: small
            data: {name: digits, test: {random: 0.2}, batch: 100, preprocess: [{scale: 16}]}
            model: [{dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.5}}
            train: {epochs: 2}
            published:
              - {what: test accuracy, value: 0.9}
              - {what: loss, epoch: 1, value: 1.5}
            """;

    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void writeStudy() throws IOException {
        study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    }

    static Stream<CommandLine> commands() {
        return withSubcommands(CommandLineProgram.standard());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandsTest::withSubcommands));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(CommandLine command) {
        Answer answer = ask((command.getCommandSpec().qualifiedName().substring("nunchi".length()) + " --help")
                .strip()
                .split(" "));
        assertThat(answer.code()).isZero();
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("Usage: " + command.getCommandSpec().qualifiedName())
                .containsPattern("Examples?:\n  nunchi ");
    }

    @Test
    void aRunIsExported() {
        Path run = folder.resolve("run");
        assertThat(ask("run", study.toString(), "--tensorboard", "--out", run.toString())
                        .code())
                .isZero();
        assertThat(run.resolve("tensorboard")).isNotEmptyDirectory();
        Path to = folder.resolve("exported");
        Answer answer = ask(
                "export",
                run.toString(),
                "--onnx",
                to + "/m.onnx",
                "--weights",
                to + "/w.npz",
                "--history",
                to + "/h.csv",
                "--activations",
                to.toString(),
                "--layer",
                "0",
                "--rows",
                "5");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).contains("m.onnx: the model", "w.npz: 2 tensors", "h.csv: 2 epochs", "targets.npy");
        assertThat(to)
                .isDirectoryContaining("glob:**/m.onnx")
                .isDirectoryContaining("glob:**/w.npz")
                .isDirectoryContaining("glob:**/0.dense.npy");
    }

    @Test
    void dataSetsAreCheckedAndAnAbsentOneIsToldOf() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        assertThat(ask("data", "check", "digits").code()).isZero();
        assertThat(ask("data", "get", "digits").output()).contains("digits is there already: inside Nunchi");
        Answer absent = ask("data", "check", "cifar-10", "--data-dir", data.toString());
        boolean elsewhere = absent.output().contains("ok ");
        assertThat(absent.code()).isEqualTo(elsewhere ? 0 : 1);
        Files.createDirectories(data.resolve("cifar-10"));
        Files.write(data.resolve("cifar-10/cifar-10-binary.tar.gz"), new byte[] {1, 2, 3});
        Answer damaged = ask("data", "check", "cifar-10", "--data-dir", data.toString());
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.output()).contains("damaged").contains("cifar-10-binary.tar.gz");
    }

    @Test
    void aTableIsTrainedOnByItsPath() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a,b,kind\n1,2,x\n2,1,y\n1,3,x\n3,1,y\n");
        Path flowers = Files.writeString(folder.resolve("t.yaml"), """
                name: table
                data: {name: t.csv, label: kind, batch: 2}
                model: [{dense: 2}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: 0.1}
                train: {epochs: 1}
                """);
        Answer answer = ask(
                "run",
                flowers.toString(),
                "--data",
                table.toString(),
                "--out",
                folder.resolve("table").toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
    }

    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                Arguments.of("rnu", "unknown command 'rnu'. Did you mean 'run'? Known: lab, run, "),
                Arguments.of("data lst", "unknown command 'lst'. Did you mean 'list'? Known: list, get, check"),
                Arguments.of(
                        "lab digits-from-scatch",
                        "unknown study 'digits-from-scatch'. Did you mean 'digits-from-scratch'? Known: hidden-layers, "),
                Arguments.of(
                        "predict x y.png --keep --set seed=2",
                        "--keep shows pictures as the run says; leave --picture, --header and --set away"),
                Arguments.of("run", "missing required parameter: 'FILE'; see 'nunchi run --help'"),
                Arguments.of("run STUDY again", "'again' is one argument too many; see 'nunchi run --help'"),
                Arguments.of("run STUDY --theads 2", "unknown option '--theads'. Did you mean '--threads'?"),
                Arguments.of(
                        "run STUDY --threads two",
                        "invalid value for option '--threads': 'two' is not a whole number; see 'nunchi run --help'"),
                Arguments.of("run STUDY --threads 0", "threads is 0; it must be at least 1"),
                Arguments.of("run STUDY --repeat 0", "repeat is 0; it must be at least 1"),
                Arguments.of("run STUDY --epochs 0", "epochs is 0; it must be at least 1"),
                Arguments.of("run STUDY --data digist", "unknown data set 'digist'. Did you mean 'digits'?"),
                Arguments.of("run STUDY --set model.0.dense.unit=3", "unknown key 'unit'. Did you mean 'units'?"),
                Arguments.of("run nowhere.yaml", "there is no file nowhere.yaml"),
                Arguments.of(
                        "run houses.csv",
                        "houses.csv is a table; name an experiment file (YAML), which reads it by data: {name: houses.csv, label: COLUMN}"),
                Arguments.of("summary houses.csv.gz", "houses.csv.gz is a table; name an experiment file (YAML)"),
                Arguments.of("export nowhere --onnx model.onnx", "there is no folder nowhere"),
                Arguments.of(
                        "export nowhere",
                        "nothing to export is named; give --onnx FILE, --weights PATH, --history FILE or --activations DIR"),
                Arguments.of(
                        "export nowhere --onnx model.onnx --rows 3",
                        "--layer, --part and --rows are about --activations"),
                Arguments.of(
                        "run STUDY --data ./nowhere",
                        "there is no folder and no file ./nowhere; a path begins in the working folder"),
                Arguments.of("data get imagnet", "unknown data set 'imagnet'"),
                Arguments.of(
                        "inspect x --no-tsne --iterations 9",
                        "--perplexity and --iterations are about t-SNE; leave them or --no-tsne away"),
                Arguments.of("evaluate nowhere", "there is no folder nowhere"));
    }

    static Stream<Arguments> wrongSearches() {
        return Stream.of(
                Arguments.of("run STUDY --grid data.batch=0,-1", "at data: batch is 0; it must be at least 1"),
                Arguments.of(
                        "run STUDY --grid data.batch", "'data.batch' names no values to try; write key.path=a,b,c"),
                Arguments.of("run STUDY --grid data.batch=", "data.batch has no values to try"),
                Arguments.of(
                        "run STUDY --pair",
                        "--pair puts the values of --grid side by side; give at least two of these"),
                Arguments.of(
                        "run STUDY --pair --grid seed=1,2 --grid data.batch=1",
                        "those of a pair belong together and must be equally many"),
                Arguments.of(
                        "run STUDY --random seed=1..9:int", "--random draws values, but not how many; give --trials N"),
                Arguments.of(
                        "run STUDY --trials 3",
                        "--trials draws values, but not from what; give --random KEY=LOW..HIGH"),
                Arguments.of(
                        "run STUDY --random seed=1..9:whole --trials 3",
                        "seed is drawn from {\"whole\":[1,9]}; write {uniform: [low, high]}"),
                Arguments.of("run STUDY --parallel 0", "parallel is 0; it must be at least 1"),
                Arguments.of(
                        "run STUDY --resume runs",
                        "--resume goes on as the folder says; leave what is to be run away; see 'nunchi run --help'"),
                Arguments.of(
                        "run --resume runs --epochs 3", "--resume goes on as the folder says; leave --epochs away"),
                Arguments.of("run --resume nowhere", "there is no folder nowhere"),
                Arguments.of("compare nowhere", "there is no folder nowhere"));
    }

    @ParameterizedTest
    @MethodSource({"wrongRequests", "wrongSearches"})
    void aWrongRequestIsRefusedInOneSentenceWithCode2(String request, String sentence) {
        Answer answer = ask(request.replace("STUDY", study.toString()).split(" "));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors())
                .startsWith("nunchi: ")
                .contains(sentence)
                .containsOnlyOnce("\n")
                .endsWith("\n");
    }

    @Test
    void aRunPrintsItsEpochsItsResultsThePublishedOnesAndItsReport() {
        Path out = folder.resolve("out");
        Answer answer = ask("run", study.toString(), "--out", out.toString(), "--epochs", "3", "--seed", "7");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.output())
                .contains(
                        "epoch 1/3  loss ",
                        "epoch 3/3  loss ",
                        "seed 7: 3 epochs",
                        "loss after epoch 1 ",
                        "report   " + out.resolve("report.html"));
        assertThat(answer.output()).containsPattern("test accuracy +90.00 % +\\d\\d\\.\\d\\d %");
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        assertThat(ask("evaluate", out.toString()).output())
                .startsWith("test part of digits, 360 rows")
                .contains("precision");
        assertThat(ask("summary", out.toString()).output())
                .contains("64×10 + 10", "parameters  650: 650 trainable, 0 not");
        assertThat(ask("run", study.toString(), "--out", out.toString()).errors())
                .contains("is not empty");
    }

    @Test
    void theSummaryOfAConvolutionalNetworkShowsWhatEachLayerSees() throws IOException {
        Path file = Files.writeString(folder.resolve("images.yaml"), """
                name: images
                data: {name: digits, test: {random: 0.2}, preprocess: [{scale: 16}]}
                model:
                  - reshape: [8, 8, 1]
                  - conv2d: {filters: 16, kernel: 3, padding: same, activation: relu}
                  - maxPool2d: 2
                  - flatten
                  - dense: 10
                loss: softmaxCrossEntropy
                optimizer: adam
                train: {epochs: 1}
                """);
        Answer answer = ask("summary", file.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .containsPattern("layer +output +parameters +formula +operations +sees")
                .containsPattern("1.conv2d +\\[8, 8, 16] +160 +3×3×1×16 \\+ 16 +20,480 +3×3")
                .containsPattern("2.maxPool2d.* 4×4")
                .containsPattern("4.dense.* all")
                .contains("sees        rows × columns of the input");
    }

    @Test
    void aRepetitionPrintsALineForEachTrainingAndTheStatistics() {
        Answer answer =
                ask("run", study.toString(), "--out", folder.resolve("out").toString(), "--repeat", "2");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("1/2  seed 1  test loss ", "2/2  seed 2  test loss ", "2 runs", "deviation")
                .containsPattern("test accuracy +\\d");
    }

    @Test
    void aSearchPrintsItsSettingsTheBestOneAndTheDifferences() {
        Path out = folder.resolve("out");
        Answer answer = ask(
                "run",
                study.toString(),
                "--out",
                out.toString(),
                "--set",
                "data.validation={random: 0.2}",
                "--grid",
                "model.0.dense.units=10",
                "--grid",
                "optimizer.sgd.learningRate=0.01,0.5",
                "--repeat",
                "2",
                "--parallel",
                "2");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .containsPattern(
                        "[34]/4  model.0.dense.units=10, optimizer.sgd.learningRate=0.5  seed [12]  test loss ")
                .containsPattern("\\*  model.0.dense.units=10, optimizer.sgd.learningRate=0.5 +2 +\\d")
                .contains(
                        "best by mean validation accuracy (*): model.0.dense.units=10, optimizer.sgd.learningRate=0.5")
                .containsPattern(
                        "\\* less model.0.dense.units=10, optimizer.sgd.learningRate=0.01 +\\+\\d+.* points +0\\.\\d");
        Answer compared = ask(
                "compare",
                out.toString(),
                "--report",
                folder.resolve("compared.html").toString());
        assertThat(compared.errors()).isEmpty();
        assertThat(compared.output())
                .containsPattern("004 +small +finished +2 ")
                .contains("optimizer.sgd.learningRate", "val_accuracy over the epochs");
        assertThat(folder.resolve("compared.html")).isNotEmptyFile();
        assertThat(ask("run", "--resume", out.toString()).output())
                .contains("4 of 4 trainings are done already", "best by mean");
    }

    @Test
    void pairsAndDrawsAreSearchedToo() {
        String[] request = {
            "run",
            study.toString(),
            "--pair",
            "--grid",
            "data.batch=100,200",
            "--grid",
            "train.epochs=1,2",
            "--random",
            "optimizer.sgd.learningRate=0.01..1:log",
            "--trials",
            "2",
            "--out",
            folder.resolve("out").toString()
        };
        Answer answer = ask(request);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .containsPattern("4/4  optimizer.sgd.learningRate=0\\.\\d+, data.batch=200, train.epochs=2  seed 1")
                .contains("there is no validation part to choose a setting by");
    }

    @Test
    void aTrainingThatFailsGivesCode1AndOneSentence() {
        Answer answer = ask(
                "run",
                study.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--set",
                "optimizer.sgd.learningRate=1e38");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.errors()).startsWith("nunchi: ").containsOnlyOnce("\n");
    }

    @Test
    void aLabCopiesItsExperimentFilesOnceOnly() throws IOException {
        Path copy = folder.resolve("copy");
        assertThat(ask("lab", "digits-from-scratch", "--copy", copy.toString()).code())
                .isZero();
        assertThat(copy.resolve("network.yaml")).isNotEmptyFile();
        Answer again = ask("lab", "digits-from-scratch", "--copy", copy.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.errors()).contains("is there already");
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("notes.txt"), "");
        assertThat(ask("lab", "digits-from-scratch", "--copy", taken.toString()).errors())
                .contains("is no empty folder");
        assertThat(taken).isDirectoryNotContaining("glob:**.yaml");
    }

    @ParameterizedTest
    @CsvSource({"lab, digits-from-scratch", "data list, inside Nunchi", "doctor, in hardware", "--version, nunchi "})
    void listsAndExaminationsSayWhatTheyFound(String request, String word) {
        Answer answer = ask(request.split(" "));
        assertThat(answer.code()).isZero();
        assertThat(answer.output()).contains(word);
    }

    @Test
    void picturesArePredictedInATableAsJsonAndOnAPage() throws IOException {
        Path run = folder.resolve("run");
        ask("run", study.toString(), "--out", run.toString(), "--epochs", "1");
        BufferedImage image = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
        IntStream.range(10, 70)
                .forEach(row -> IntStream.range(25, 32).forEach(column -> image.setRGB(column, row, 0xffffff)));
        Path one = folder.resolve("one.png");
        ImageIO.write(image, "png", one.toFile());
        Answer table = ask(
                "predict",
                run.toString(),
                one.toString(),
                "--report",
                folder.resolve("page.html").toString());
        assertThat(table.errors()).isEmpty();
        assertThat(table.code()).isZero();
        assertThat(table.output())
                .containsPattern("one.png +\\d +\\d+\\.\\d\\d %.*light strokes of 60 rows x 7 columns found")
                .contains("1 predicted in", "the rule strokes", "report   ");
        assertThat(folder.resolve("page.html")).content().contains("What the network saw");
        Path damaged = Files.write(folder.resolve("cut.png"), Arrays.copyOf(Files.readAllBytes(one), 60));
        Answer json = ask(
                "predict",
                run.toString(),
                one.toString(),
                damaged.toString(),
                "--json",
                "--top",
                "1",
                "--picture",
                "stretch");
        assertThat(json.code()).isEqualTo(1);
        assertThat(json.errors())
                .startsWith("nunchi: " + damaged + " is damaged")
                .containsOnlyOnce("\n");
        assertThat(json.output())
                .startsWith("{")
                .endsWith("}\n")
                .contains("\"picture\" : \"stretch\"", "\"problem\"", "\"probability\"");
        assertThat(ask("predict", run.toString(), damaged.toString()).code()).isEqualTo(2);
        assertThat(ask("predict", run.toString(), one.toString(), "--picture", "squash")
                        .errors())
                .contains("stretch, crop, pad, strokes");
        assertThat(ask("predict", folder.resolve("no-run").toString(), one.toString())
                        .code())
                .isEqualTo(2);
    }

    private static Answer ask(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = CommandLineProgram.standard()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
        return new Answer(
                code, output.toString().replace("\r\n", "\n"), errors.toString().replace("\r\n", "\n"));
    }

    private record Answer(int code, String output, String errors) {}
}
