package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int ask(String... arguments) {
        return CommandLineProgram.standard()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void theListSaysHowMuchThereIsToTrain() {
        assertThat(ask("lab")).isZero();
        assertThat(output.toString())
                .containsPattern("cnn-tuning +mnist +17 +A conv")
                .containsPattern("cifar-dropout +cifar-10 +3 +Colour")
                .containsPattern("parameters +random +– +How many")
                .containsPattern("clusters +blobs, moons, .*digits +– +K-means");
    }

    @Test
    void theParametersOfTheExerciseAreCounted() {
        assertThat(ask("lab", "parameters", "--out", folder.resolve("lab").toString()))
                .isZero();
        assertThat(errors.toString()).isEmpty();
        assertThat(output.toString())
                .contains(
                        "parameters-without-flatten: 16,874 parameters",
                        "parameters-with-flatten: 4,342,250 parameters",
                        "report.html");
    }

    @Test
    void aCopiedModelIsSummarizedWithoutATraining() {
        assertThat(ask("lab", "parameters", "--copy", folder.toString())).isZero();
        assertThat(ask("summary", folder.resolve("with-flatten.yaml").toString()))
                .isZero();
        assertThat(output.toString()).contains("[16928]", "16928×256 + 256", "parameters  4,342,250");
    }

    @Test
    void aStudySaysWhichLayersBeginAnew() throws IOException {
        String plain = """
                {name: plain, data: {name: digits, limit: {train: 50, test: 20}, test: {random: 0.2}, preprocess: [{scale: 16}]},
                model: [{dense: {units: 8, activation: relu}}, {dense: {units: 10}}], loss: softmaxCrossEntropy,
                optimizer: {sgd: {learningRate: 0.1}}, train: {epochs: 1%s}%s}""";
        Path first = folder.resolve("first");
        assertThat(ask(
                        "run",
                        Files.writeString(folder.resolve("first.yaml"), plain.formatted("", ""))
                                .toString(),
                        "--out",
                        first.toString()))
                .isZero();
        String start = ", start: {from: %s, fresh: [1]}".formatted(first);
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("a.yaml"), plain.formatted(start, ""));
        Files.writeString(files.resolve("b.yaml"), plain.formatted(start, ", search: {repeat: 2}"));
        assertThat(ask("lab", files.toString(), "--out", folder.resolve("lab").toString()))
                .as(errors.toString())
                .isZero();
        assertThat(output.toString()
                        .replaceAll("\\s+", " ")
                        .split("weights to begin with: %s; initial values in 1.dense".formatted(first), -1))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lab --quick | no study is named; name one of hidden-layers, ",
                "lab parameters --pictures nowhere | there is no image and no folder nowhere",
                "lab parameters --data mnist | parameters-without-flatten is counted and not trained; omit --epochs, --repeat, --parallel, --data, --seed",
                "summary labs-clusters | there is no file labs-clusters"
            })
    void aWrongRequestIsRefusedInOneSentence(String request, String sentence) {
        assertThat(ask(request.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).startsWith("nunchi: ").contains(sentence).containsOnlyOnce("\n");
    }
}
