package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandsTest {
    static final String STUDY = """
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
        Answer answer = Answer.to((command.getCommandSpec().qualifiedName().substring("nunchi".length()) + " --help")
                .strip()
                .split(" "));
        assertThat(answer.code()).isZero();
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("Usage: " + command.getCommandSpec().qualifiedName())
                .containsPattern("Examples?:\n  nunchi ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionWithAValueSaysItsDefault(CommandLine command) {
        assertThat(command.getCommandSpec().options())
                .filteredOn(option -> option.arity().max() > 0)
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .as(option.longestName())
                        .contains("(default: " + Objects.requireNonNullElse(option.defaultValue(), "")));
    }

    @Test
    void aRunIsExported() {
        Path run = folder.resolve("run");
        assertThat(Answer.to("run", study.toString(), "--tensorboard", "--out", run.toString())
                        .code())
                .isZero();
        assertThat(run.resolve("tensorboard")).isNotEmptyDirectory();
        Path to = folder.resolve("exported");
        Answer answer = Answer.to(
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
        assertThat(Answer.to("data", "check", "digits").code()).isZero();
        assertThat(Answer.to("data", "get", "digits").output()).contains("digits is there already: inside Nunchi");
        Answer absent = Answer.to("data", "check", "cifar-10", "--data-dir", data.toString());
        boolean elsewhere = absent.output().contains("ok ");
        assertThat(absent.code()).isEqualTo(elsewhere ? 0 : 1);
        Files.createDirectories(data.resolve("cifar-10"));
        Files.write(data.resolve("cifar-10/cifar-10-binary.tar.gz"), new byte[] {1, 2, 3});
        Answer damaged = Answer.to("data", "check", "cifar-10", "--data-dir", data.toString());
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
        Answer answer = Answer.to(
                "run",
                flowers.toString(),
                "--data",
                table.toString(),
                "--out",
                folder.resolve("table").toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
    }

    @Test
    void aRunPrintsItsEpochsItsResultsThePublishedOnesAndItsReport() {
        Path out = folder.resolve("out");
        Answer answer = Answer.to("run", study.toString(), "--out", out.toString(), "--epochs", "3", "--seed", "7");
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
        assertThat(Answer.to("evaluate", out.toString()).output())
                .startsWith("test set of digits, 360 rows")
                .contains("precision");
        assertThat(Answer.to("summary", out.toString()).output())
                .contains("64×10 + 10", "parameters  650: 650 trainable, 0 not");
        assertThat(Answer.to("run", study.toString(), "--out", out.toString()).errors())
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
        Answer answer = Answer.to("summary", file.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .containsPattern("layer +output +parameters +formula +operations +sees")
                .containsPattern("1.conv2d +\\[8, 8, 16] +160 +3×3×1×16 \\+ 16 +20,480 +3×3")
                .containsPattern("2.maxPool2d.* 4×4")
                .containsPattern("4.dense.* all")
                .contains("sees        rows × columns of the input");
    }

    @Test
    void aTrainingThatFailsGivesCode1AndOneSentence() {
        Answer answer = Answer.to(
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
        assertThat(Answer.to("lab", "digits-from-scratch", "--copy", copy.toString())
                        .code())
                .isZero();
        assertThat(copy.resolve("network.yaml")).isNotEmptyFile();
        Answer again = Answer.to("lab", "digits-from-scratch", "--copy", copy.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.errors()).contains("is there already");
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("notes.txt"), "");
        assertThat(Answer.to("lab", "digits-from-scratch", "--copy", taken.toString())
                        .errors())
                .contains("is not an empty folder");
        assertThat(taken).isDirectoryNotContaining("glob:**.yaml");
    }

    @ParameterizedTest
    @CsvSource({"lab, digits-from-scratch", "data list, inside Nunchi", "doctor, in hardware", "--version, nunchi "})
    void listsAndExaminationsSayWhatTheyFound(String request, String word) {
        Answer answer = Answer.to(request.split(" "));
        assertThat(answer.code()).isZero();
        assertThat(answer.output()).contains(word);
    }
}
