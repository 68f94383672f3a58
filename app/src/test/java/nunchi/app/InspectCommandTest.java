package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectCommandTest {
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

    private String run() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                name: small
                data: {name: digits, test: {random: 0.2}, batch: 100, preprocess: [{scale: 16}]}
                model: [{dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.5}}
                train: {epochs: 2}
                """);
        String run = folder.resolve("run").toString();
        assertThat(ask("run", study.toString(), "--out", run)).isZero();
        return run;
    }

    @Test
    void theLayersOfARunAreLaidOutALineEach() throws IOException {
        String run = run();
        assertThat(ask("inspect", run, "--rows", "100", "--iterations", "60", "--threads", "1"))
                .isZero();
        assertThat(errors.toString()).isEmpty();
        assertThat(output.toString())
                .contains("report.html")
                .containsPattern("layer +output +all values +PCA +t-SNE +KL +PCA variance")
                .containsPattern("preprocess.0.scale +\\[64] +[\\d.]+ %")
                .containsPattern("0.dense +\\[10] +[\\d.]+ % +[\\d.]+ % +[\\d.]+ % +[\\d.]+ +[\\d.]+ %");
        assertThat(folder.resolve("run/inspection.json")).isNotEmptyFile();
    }

    @Test
    void tooFewRowsForThePerplexityAreRefusedInOneSentence() throws IOException {
        assertThat(ask("inspect", run(), "--rows", "50", "--perplexity", "40")).isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("nunchi: ")
                .contains("a perplexity of 40.0 needs at least 121 rows")
                .containsOnlyOnce("\n");
    }
}
