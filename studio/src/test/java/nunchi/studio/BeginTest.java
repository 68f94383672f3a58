package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nunchi.report.Browser;
import nunchi.run.RunFolder;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Experiments that are written in the page, and trainings that begin there.
final class BeginTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEXT = """
            name: small
            data: {name: digits, batch: 100, limit: {train: 300}, preprocess: [{scale: 16}]}
            model:
              - dense: {units: 8, activation: relu}
              - dense: {units: 10}
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 3}
            """;

    @TempDir
    private Path folder;

    private Path runs;
    private Studio studio;
    private Asking asking;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createDirectory(folder.resolve("runs"));
        studio = Studio.start(runs, 0, TrainingProgram.COMMANDS);
        asking = new Asking(studio);
    }

    @AfterEach
    void stop() {
        studio.close();
        // what they still write would be in the way of deleting the folder
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .forEach(child -> child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    private JsonNode post(String path, Map<String, ?> content) throws IOException, InterruptedException {
        return JSON.readTree(asking.post(path, JSON.writeValueAsString(content)).body());
    }

    private String begun(Map<String, ?> content) throws IOException, InterruptedException {
        JsonNode answer = post("/api/begin", content);
        assertThat(answer.path("problem").asString("")).isEmpty();
        return answer.path("id").asString();
    }

    private static void await(Path file) throws InterruptedException {
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        assertThat(file).exists();
    }

    @Test
    void aTextIsLookedAtWhileItIsWritten() throws IOException, InterruptedException {
        JsonNode good = post("/api/draft", Map.of("text", TEXT));
        assertThat(good.has("problem")).isFalse();
        assertThat(good.path("sizes").path("input").asString()).isEqualTo("[64]");
        assertThat(good.path("sizes").path("layers").get(1).path("path").asString())
                .isEqualTo("0.dense");
        assertThat(good.path("sizes").path("layers").get(1).path("parameters").asInt())
                .isEqualTo(64 * 8 + 8);
        assertThat(good.path("sizes").path("layers").get(1).path("operations").asInt())
                .isEqualTo(64 * 8 * 2 + 8 + 8);
        assertThat(good.path("sizes").path("parameters").asInt()).isEqualTo(520 + 90);
        problem(TEXT.replace("units: 8", "units: -8"), 4, "at model.0.dense: units is -8");
        problem(TEXT.replace("units: 10", "unit: 10"), 5, "at model.1.dense: unknown key 'unit'");
        problem(TEXT.replace("  - dense: {units: 8", "  - conv2d: {filters: 8, kernel: 3"), 4, "0.conv2d");
        problem(TEXT.replace("epochs: 3}", "epochs: 3"), 9, "");
        problem(TEXT.replace("digits", "digitz"), 2, "digitz");
        problem(TEXT.replace("units: 10", "units: 9"), 0, "labels go to 9 but the model's last layer has 9 units");
        problem(TEXT.replace("optimizer:", "optimiser:"), 7, "Did you mean 'optimizer'?");
        problem(TEXT.replace("epochs: 3", "epoch: 3"), 8, "at train: unknown key 'epoch'. Did you mean 'epochs'?");
        problem("", 0, "it is empty");
    }

    private void problem(String text, int line, String sentence) throws IOException, InterruptedException {
        JsonNode answer = post("/api/draft", Map.of("text", text));
        assertThat(answer.path("problem").asString()).contains(sentence).isNotEmpty();
        assertThat(answer.path("line").asInt()).as(answer.toString()).isEqualTo(line);
    }

    /// Closing the page does not end it, since it is a process of its own, and its bits are those of any training.
    @Test
    void aTrainingIsBegunAndForked() throws IOException, InterruptedException {
        String id = begun(Map.of("text", TEXT));
        assertThat(id).endsWith("-small");
        await(runs.resolve(id).resolve("report.html"));
        assertThat(RunFolder.open(runs.resolve(id)).result().orElseThrow().epochs())
                .isEqualTo(3);
        String written = JSON.readTree(asking.get("/api/experiment?id=" + id).body())
                .path("text")
                .asString();
        assertThat(written).contains("learningRate: 0.1");
        String fork = begun(
                Map.of("text", written.replace("learningRate: 0.1", "learningRate: 0.05"), "from", id, "epoch", 2));
        await(runs.resolve(fork).resolve("report.html"));
        assertThat(Files.readString(runs.resolve(fork).resolve("experiment.yaml")))
                .contains("forkedFrom", "learningRate: 0.05");
    }

    /// New runs lie below the folder, whatever the experiment is called (and whatever the page asks for).
    @ParameterizedTest
    @ValueSource(strings = {"../../out", "/tmp/out", "C:\\\\out", "a\\u0000b"})
    void newRunsLieBelowTheFolder(String name) throws IOException, InterruptedException {
        JsonNode answer =
                post("/api/begin", Map.of("text", TEXT.replace("name: small", "name: \"%s\"".formatted(name))));
        if (answer.has("id")) {
            Path run = runs.resolve(answer.path("id").asString());
            assertThat(run.normalize().getParent()).isEqualTo(runs);
            await(run.resolve("report.html"));
        }
        try (Stream<Path> outside = Files.list(folder)) {
            assertThat(outside).containsExactly(runs);
        }
        assertThat(post("/api/begin", Map.of("text", TEXT, "from", "../" + name, "epoch", 1))
                        .path("problem")
                        .asString())
                .isEqualTo("there is no such run; it may have been deleted");
    }

    /// The same binder as of files: no class is made by a tag, and no address is asked.
    @Test
    void anExperimentFromThePageMakesNothingButRecordsAndAsksNoAddress() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0)) {
            String address = "http://127.0.0.1:%d/data.csv".formatted(other.getLocalPort());
            for (String text : List.of(
                    TEXT.replace("small", "!!javax.script.ScriptEngineManager [x]"),
                    TEXT.replace("small", "*alias"),
                    TEXT.replace("digits", "\"" + address + "\""),
                    TEXT.replace("train: {", "train: {start: {from: \"%s\"}, ".formatted(address)),
                    "a".repeat(2_000_000))) {
                assertThat(post("/api/draft", Map.of("text", text))
                                .path("problem")
                                .asString(""))
                        .as("%.300s", text)
                        .isNotEmpty();
                assertThat(post("/api/begin", Map.of("text", text))
                                .path("problem")
                                .asString(""))
                        .as("%.300s", text)
                        .isNotEmpty();
            }
            other.setSoTimeout(300);
            Assertions.assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
        }
        try (Stream<Path> inside = Files.list(runs)) {
            assertThat(inside).isEmpty();
        }
    }

    @Test
    void whatIsEndedWithTheStudioLeavesACheckpoint() throws IOException, InterruptedException {
        String id = begun(Map.of("text", TEXT.replace("epochs: 3", "epochs: 1000000")));
        Path run = runs.resolve(id);
        while (Files.readString(run.resolve("journal.jsonl")).lines().count() < 4) {
            Thread.sleep(20);
        }
        long before = System.nanoTime();
        studio.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        await(run.resolve("weights/state.safetensors"));
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @Test
    void aStudioWithoutCommandsSaysSo() throws IOException, InterruptedException {
        try (Studio looking = Studio.start(runs, 0)) {
            assertThat(new Asking(looking)
                            .post("/api/begin", JSON.writeValueAsString(Map.of("text", TEXT)))
                            .body())
                    .contains("this studio begins no trainings");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1280})
    void anExperimentIsWrittenByKeyboardAndTrained(int width) throws IOException, InterruptedException {
        JsonNode seen = Browser.ask(studio.address(), width, Asking.accessible("walk-writing.js"));
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("suggested").asString()).startsWith("activation");
        assertThat(seen.path("completed").asString()).contains("units: 32, activation: relu}");
        assertThat(seen.path("problem").asString()).contains("unknown key 'unitz'");
        assertThat(seen.path("selected").asString()).contains("unitz: 10");
        assertThat(seen.path("layers").toString()).contains("64×32 + 32");
        assertThat(seen.path("trained").asString()).contains("loss by epoch");
        assertThat(seen.path("violations").toString()).isEqualTo("[]");
        assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
    }

    /// A data set of two numbers, whose decision surface moves in the page.
    @Test
    void aTrainingOnAPlaneShowsItsDecisionSurface() throws IOException, InterruptedException {
        String id = begun(Map.of(
                "text",
                TEXT.replaceFirst("data: .*", "data: {name: moons, batch: 50}").replace("units: 10", "units: 2")));
        JsonNode seen = Browser.ask(
                studio.address(), 400, Asking.accessible("walk-surface.js").replace("RUN", id));
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("label").asString()).contains("after epoch 3", "upper on ", "lower on ");
        assertThat(seen.path("before").asString()).contains("after epoch 1:");
        assertThat(seen.path("colours").asInt()).isGreaterThan(50);
        assertThat(seen.path("violations").toString()).isEqualTo("[]");
    }
}
