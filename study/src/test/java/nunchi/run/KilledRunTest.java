package nunchi.run;

import static nunchi.run.ResumeTest.delete;
import static nunchi.run.ResumeTest.options;
import static nunchi.run.ResumeTest.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KilledRunTest {
    /// More of them by `-Dnunchi.kills=100`.
    private static final int KILLS = Integer.getInteger("nunchi.kills", 12);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    /// Kills come at random moments, before the first step, within epochs, while a checkpoint is written and while
    /// results are stored.
    @Test
    void aRunKilledAtRandomMomentsEndsWithTheBitsOfAnUninterruptedOne() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            int epochs = round % 2 == 0 ? 4 : 400;
            RunResult whole = Runs.run(KilledRun.experiment(epochs), options(folder.resolve("whole" + round)));
            Path killed = folder.resolve("killed" + round);
            for (int attempt = 0; !finished(killed); attempt++) {
                boolean last = kills >= KILLS || attempt > 12;
                kills += killed(start(killed, epochs), last ? -1 : random.nextInt(epochs == 4 ? 100 : 300)) ? 1 : 0;
            }
            assertSame(whole, killed);
        }
    }

    private static void assertSame(RunResult whole, Path killed) throws IOException {
        JsonNode result = result(killed);
        JsonNode expected = result(whole.folder().path());
        for (String key : List.of("status", "seed", "epochs", "train", "validation", "test", "best", "weightsSha256")) {
            assertThat(result.path(key)).as(key).isEqualTo(expected.path(key));
        }
        assertThat(epochs(killed)).isEqualTo(epochs(whole.folder().path()));
        try (Stream<Path> files = Files.walk(killed)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .doesNotContain("state.safetensors")
                    .contains("last.safetensors", "best.safetensors", "report.html");
        }
    }

    /// The journal's epochs without their times.
    private static List<JsonNode> epochs(Path run) throws IOException {
        List<JsonNode> epochs = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve(RunFolder.JOURNAL))) {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asString().equals("epoch")) {
                epochs.add(event.asObject().without("seconds"));
            }
        }
        return epochs;
    }

    private static boolean finished(Path run) throws IOException {
        return Files.exists(run.resolve(RunFolder.RESULT))
                && Files.exists(run.resolve(RunFolder.REPORT))
                && result(run).path("status").asString().equals("finished");
    }

    static Process start(Path run, int epochs, String... more) throws IOException {
        if (Files.exists(run) && !Files.exists(run.resolve(RunFolder.EXPERIMENT))) {
            delete(run);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // the scalar twins start faster, and give the bits of the vectors that the uninterrupted run took
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                run.toString(),
                Integer.toString(epochs)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// @param milliseconds after the training has begun; below 0 for never
    /// @return whether the process was still there to be killed
    private static boolean killed(Process process, int milliseconds) throws IOException, InterruptedException {
        String said = "";
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null && !line.equals("training"); line = output.readLine()) {
                said += line + "\n";
            }
            if (milliseconds >= 0 && !process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return true;
            }
            said += output.readAllAsString();
        }
        assertThat(process.waitFor()).as(said).isZero();
        return false;
    }
}
