package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int ask(Object... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "report";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return CommandLineProgram.standard()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(words);
    }

    @Test
    void aChangedTitleAndPublishedFiguresStandInTheNewReport() throws IOException {
        Files.writeString(folder.resolve("result.json"), """
                {"name": "mine", "status": "finished", "epochs": 3, "test": {"loss": 0.5, "accuracy": 0.9}}""");
        Files.writeString(folder.resolve("experiment.yaml"), "name: mine\n");
        assertThat(ask(folder)).isZero();
        Path report = folder.resolve("report.html");
        assertThat(Files.readString(report)).contains("<h1>mine</h1>").doesNotContain("published test accuracy");

        Files.writeString(
                folder.resolve("experiment.yaml"),
                "name: mine\ntitle: A better title\npublished: [{what: test accuracy, value: 0.8}]\n");
        assertThat(ask(folder)).isZero();
        assertThat(Files.readString(report))
                .contains("<h1>A better title</h1>")
                .contains("The published test accuracy is 80.00\u00a0%; this run&#39;s is 10.00 points higher.");
        assertThat(output.toString()).contains(report.toString());
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        assertThat(ask(folder)).isEqualTo(2);
        assertThat(errors.toString()).contains("holds no run").containsOnlyOnce("\n");
        assertThat(folder).isEmptyDirectory();
        assertThat(ask(folder.resolve("nope"))).isEqualTo(2);
        assertThat(errors.toString()).contains("there is no folder ");
    }
}
