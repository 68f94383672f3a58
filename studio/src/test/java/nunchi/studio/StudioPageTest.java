package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.report.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The studio's page in a real browser.
final class StudioPageTest {
    private static final String HOSTILE = "<img src=x onerror=ran.push(1)>";

    @TempDir
    private Path folder;

    private Studio studio;
    private Path begun;

    @BeforeEach
    void start() throws IOException {
        RunFiles.finished(folder, "first", 3, 10);
        RunFiles.finished(folder, "second", 3, 20);
        RunFiles.finished(folder, HOSTILE, 3, 30);
        begun = RunFiles.begun(folder, "third", 2, 10);
        studio = Studio.start(folder, 0);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private JsonNode walked(String script, int width) throws IOException, InterruptedException {
        return Browser.ask(studio.address(), width, script(script));
    }

    private static String script(String name) throws IOException {
        return new String(StudioPageTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1280})
    void runsAreChosenComparedFilteredAndOrdered(int width) throws IOException, InterruptedException {
        JsonNode seen = walked("walk-choosing.js", width);
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("ran")).as("names of folders are no markup").isEmpty();
        assertThat(seen.path("rows").asInt()).isEqualTo(4);
        assertThat(seen.path("one").toString()).contains("loss by epoch").contains("accuracy by epoch");
        assertThat(seen.path("report").asString()).isEqualTo("/report?id=first");
        assertThat(seen.path("several").toString()).contains("validation loss by epoch");
        assertThat(seen.path("differences").toString())
                .contains("data.batch", "10", "20")
                .doesNotContain("data.name");
        assertThat(seen.path("filtered").toString()).isEqualTo("[\"third\"]");
        assertThat(seen.path("ascending").toString()).startsWith("[\"" + HOSTILE + "\",\"first\"");
        assertThat(seen.path("descending").toString()).startsWith("[\"third\",\"second\"");
        assertThat(seen.path("keyboard").asString()).isEqualTo("second");
        assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1280})
    void aFolderShowsItsSettingsAndItsRunsAreComparedBySeed(int width) throws IOException, InterruptedException {
        for (int seed = 1; seed < 4; seed++) {
            RunFiles.seeded(folder.resolve("search/trials"), "00" + seed, 32, seed, .8 + .01 * seed);
            RunFiles.seeded(folder.resolve("search/trials"), "01" + seed, 64, seed, .9 + .005 * seed);
        }
        JsonNode seen = walked("walk-folder.js", width);
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("rows").asInt()).isEqualTo(6);
        assertThat(seen.path("importance").asString()).startsWith("data.batch");
        assertThat(seen.path("captions").toString()).contains("Each trial a line through its settings");
        assertThat(seen.path("tests").asString()).contains("paired, 3 seeds");
        assertThat(seen.path("means").asString()).contains("batch 32 (3): 0.5").contains("batch 64 (3): 0.5");
        assertThat(seen.path("grouped").asString())
                .contains("data.batch 32 (3): 0.5")
                .contains("data.batch 64 (3): 0.5");
        assertThat(seen.path("single").asString()).contains("search/trials/001: 0.5");
        assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
    }

    /// Epochs that are written while the page is open are drawn without a reload.
    @Test
    void aTrainingIsFollowed() throws IOException, InterruptedException {
        AtomicInteger epoch = new AtomicInteger(2);
        try (ScheduledExecutorService training = Executors.newSingleThreadScheduledExecutor()) {
            training.scheduleWithFixedDelay(() -> append(epoch.incrementAndGet()), 2, 2, TimeUnit.SECONDS);
            JsonNode seen = walked("walk-following.js", 1280);
            training.shutdownNow();
            int before = epoch(seen.path("before").asString());
            int after = epoch(seen.path("after").asString());
            assertThat(after).isGreaterThan(before);
            assertThat(seen.path("after").asString()).contains("training: %s at epoch".formatted(1.0 / after));
            assertThat(seen.path("failed")).isEmpty();
        }
    }

    private void append(int epoch) {
        try {
            RunFiles.append(begun, RunFiles.epoch(epoch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the curve of the training set.
    private static int epoch(String label) {
        Matcher number = Pattern.compile("training: \\S+ at epoch (\\d+)").matcher(label);
        assertThat(number.find()).as(label).isTrue();
        return Integer.parseInt(number.group(1));
    }
}
