package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Path run;

    private int ask(String... arguments) {
        return CommandLineProgram.standard()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @BeforeEach
    void train() throws IOException {
        run = folder.resolve("run");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                name: small
                data: {name: digits, test: {random: 0.2}, batch: 100, preprocess: [{scale: 16}]}
                model: [{dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.5}}
                train: {epochs: 2}
                """);
        assertThat(ask("run", study.toString(), "--out", run.toString())).isZero();
    }

    private void edit() throws IOException {
        Path experiment = run.resolve("experiment.yaml");
        Files.writeString(experiment, Files.readString(experiment).replace("learningRate: 0.5", "learningRate: 0.25"));
    }

    @Test
    void aRunIsVerified() {
        assertThat(ask("verify", run.toString(), "--threads", "1")).isZero();
        assertThat(output.toString()).contains("the same bits");
    }

    @Test
    void anEditedExperimentIsRefused() throws IOException {
        edit();
        assertThat(ask("verify", run.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("optimizer.sgd.learningRate was 0.5 and is 0.25");
    }

    @Test
    void reportAndComparisonShowWhatTheModelWasTrainedWith() throws IOException {
        String sentence = "was edited after the training: optimizer.sgd.learningRate was 0.5 and is 0.25.";
        String other = folder.resolve("other").toString();
        assertThat(ask("run", folder.resolve("study.yaml").toString(), "--out", other))
                .isZero();
        assertThat(ask("report", run.toString())).isZero();
        assertThat(ask("compare", run.toString(), other)).isZero();
        assertThat(output.toString()).doesNotContain("edited").contains("the experiments are the same");
        edit();
        output.getBuffer().setLength(0);
        assertThat(ask("report", run.toString())).isZero();
        assertThat(output.toString()).contains(sentence);
        assertThat(run.resolve("report.html")).content().contains(sentence);
        output.getBuffer().setLength(0);
        assertThat(ask("compare", run.toString(), other)).isZero();
        assertThat(output.toString())
                .contains("run: The experiment.yaml of this run " + sentence, "the experiments are the same");
    }

    @Test
    void aSearchIsNotVerifiedButItsRuns() {
        assertThat(ask(
                        "run",
                        folder.resolve("study.yaml").toString(),
                        "--out",
                        folder.resolve("search").toString(),
                        "--repeat",
                        "2",
                        "--epochs",
                        "1"))
                .isZero();
        assertThat(ask("verify", folder.resolve("search").toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("is a search; give one of its runs");
    }

    /// Folders of before model.json recorded the experiment are trained again as they say.
    @Test
    void otherBitsAreTold() throws IOException {
        edit();
        Files.delete(run.resolve("model.json"));
        assertThat(ask("verify", run.toString())).isEqualTo(1);
        assertThat(output.toString()).contains("not the same bits").contains("0.dense/weight");
    }
}
