package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Folders that an earlier version wrote (0.1.0-SNAPSHOT of November 2026), one of each kind: every command that reads
/// such a folder reads these. They are never written anew; a change that they do not bear would take from people what
/// they have trained.
class OlderFoldersTest {
    private static final String TABLE = "table.csv";
    private static final Pattern HASH = Pattern.compile("\"weightsSha256\"\\s*:\\s*\"(\\w+)\"");

    @TempDir
    private static Path made;

    /// The folders name their table; a copy of it lies where they are told that it does.
    @BeforeAll
    static void copy() throws IOException, URISyntaxException {
        Path source = Path.of(OlderFoldersTest.class.getResource("folders").toURI());
        String table = made.resolve(TABLE).toString().replace('\\', '/');
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = made.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                byte[] content = Files.readAllBytes(file);
                boolean names =
                        file.endsWith("experiment.yaml") || file.endsWith("model.json") || file.endsWith("data.json");
                Files.write(
                        copy,
                        names
                                ? new String(content, StandardCharsets.UTF_8)
                                        .replace(TABLE, table)
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report MADE/run|report",
                "report MADE/table|report",
                "report MADE/regression|report",
                "report MADE/search|report",
                "report MADE/lab|report",
                "report MADE/clusters|report",
                "report MADE/unfinished|report",
                "evaluate MADE/run|f1",
                "evaluate MADE/run --json|\"confusion\":[[",
                "evaluate MADE/table|accuracy",
                "evaluate MADE/regression --json|\"targets\":\"values\"",
                "evaluate MADE/search/trials/001|accuracy",
                "evaluate MADE/unfinished --json|\"unfinished\":{\"epoch\":2,\"epochs\":4}",
                "predict MADE/run MADE/picture.png|picture.png",
                "predict MADE/table MADE/table.csv --json|\"class\"",
                "predict MADE/regression MADE/table.csv|40 predicted",
                "predict MADE/unfinished MADE/picture.png|picture.png",
                "compare MADE/run MADE/unfinished|unfinished",
                "compare MADE/run MADE/table MADE/regression --report MADE/page.html|page.html",
                "compare MADE/search|accuracy",
                "inspect MADE/run --rows 15 --no-tsne --images 1|nearest",
                "inspect MADE/table --rows 8 --no-tsne|nearest",
                "export MADE/run --onnx MADE/model.onnx --weights MADE/weights.npz --history MADE/history.csv|history.csv",
                "export MADE/table --weights MADE/weights.safetensors|weights.safetensors",
                "export MADE/run --activations MADE/layers --layer 1|layers",
                "verify MADE/run|the same",
                "verify MADE/regression|the same",
                "verify MADE/search/trials/003|the same",
            })
    void everyCommandReadsThem(String command, String said) {
        Answer answer = ask(command);
        assertThat(answer.code()).as(answer.errors()).isZero();
        assertThat(answer.output()).contains(said);
    }

    @Test
    void whatWasStoppedGoesOnAndEndsWithTheWeightsOfATrainingThatWasNot() throws IOException {
        Answer resumed = ask("run --resume MADE/unfinished");
        assertThat(resumed.code()).as(resumed.errors()).isZero();
        Answer whole = ask("run MADE/unfinished/experiment.yaml --out MADE/whole");
        assertThat(whole.code()).as(whole.errors()).isZero();
        assertThat(hash("unfinished")).isEqualTo(hash("whole"));
    }

    @Test
    void aSearchAndALabGoOnWithWhatIsMissing() throws IOException {
        String before = Files.readString(made.resolve("search/result.json"));
        Files.delete(made.resolve("search/trials/002/result.json"));
        assertThat(ask("run --resume MADE/search").code()).isZero();
        assertThat(hash("search/trials/002")).isEqualTo(hash("search/trials/002/result.json", before, 1));
        Files.delete(made.resolve("lab/without-flatten/experiment.yaml"));
        assertThat(ask("run --resume MADE/lab").code()).isZero();
        assertThat(made.resolve("lab/without-flatten/experiment.yaml")).isRegularFile();
    }

    private static String hash(String folder) throws IOException {
        return hash(folder, Files.readString(made.resolve(folder).resolve("result.json")), 0);
    }

    private static String hash(String what, String result, int number) {
        Matcher hashes = HASH.matcher(result);
        for (int i = 0; i <= number; i++) {
            assertThat(hashes.find()).as(what).isTrue();
        }
        return hashes.group(1);
    }

    private static Answer ask(String request) {
        boolean computes = !request.startsWith("report") && !request.startsWith("compare");
        return Answer.to((request + (computes ? " --threads 1" : ""))
                .replace("MADE", made.toString())
                .split(" "));
    }
}
