package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        return CommandLineProgram.standard().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @Test
    void theListSaysHowMuchThereIsToTrain() {
        assertThat(ask("lab")).isZero();
        assertThat(output.toString()).containsPattern("cnn-tuning +mnist +17 +A conv").containsPattern("cifar-dropout +cifar-10 +3 +Colour")
                .containsPattern("parameters +random +– +How many").containsPattern("clusters +blobs, moons, .*digits +– +K-means");
    }

    @Test
    void theParametersOfTheExerciseAreCounted() {
        assertThat(ask("lab", "parameters", "--out", folder.resolve("lab").toString())).isZero();
        assertThat(errors.toString()).isEmpty();
        assertThat(output.toString()).contains("parameters-without-flatten: 16,874 parameters", "parameters-with-flatten: 4,342,250 parameters", "report.html");
    }

    @Test
    void aCopiedModelIsSummarizedWithoutATraining() {
        assertThat(ask("lab", "parameters", "--copy", folder.toString())).isZero();
        assertThat(ask("summary", folder.resolve("with-flatten.yaml").toString())).isZero();
        assertThat(output.toString()).contains("[16928]", "16928×256 + 256", "parameters  4,342,250");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "lab --quick | no study is named; name one of hidden-layers, ",
            "lab parameters --pictures nowhere | there is no picture and no folder nowhere",
            "lab parameters --data mnist | parameters-without-flatten is counted and not trained; leave --epochs, --repeat, --parallel, --data, --seed",
            "summary labs-clusters | there is no file labs-clusters"})
    void aWrongRequestIsRefusedInOneSentence(String request, String sentence) {
        assertThat(ask(request.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).startsWith("nunchi: ").contains(sentence).containsOnlyOnce("\n");
    }
}
