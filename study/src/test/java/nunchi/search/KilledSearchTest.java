package nunchi.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.train.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class KilledSearchTest {
    /// More of them by `-Dnunchi.kills=100`.
    private static final int KILLS = Integer.getInteger("nunchi.kills", 20) / 4;

    @TempDir
    Path folder;

    @Test
    void aSearchKilledAtRandomMomentsEndsAsAnUninterruptedOne() throws Exception {
        Searches.run(
                KilledSearch.experiment(),
                Samples.parts(),
                new RunOptions().withOut(folder.resolve("whole")),
                SearchListener.none());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        Path killed = folder.resolve("killed");
        int kills = 0;
        while (kills < KILLS) {
            if (!killed(start(killed), random.nextInt(400))) {
                assertThat(result(killed)).isEqualTo(result(folder.resolve("whole")));
                killed = folder.resolve("killed" + kills);
            } else {
                kills++;
            }
        }
        assertThat(killed(start(killed), -1)).isFalse();
        assertThat(result(killed)).isEqualTo(result(folder.resolve("whole")));
        assertThat(killed.resolve(RunFolder.REPORT)).isNotEmptyFile();
    }

    /// Without the times that the trainings took, and their speeds.
    private static JsonNode result(Path search) throws IOException {
        JsonNode result = new JsonMapper().readTree(Files.readAllBytes(search.resolve(RunFolder.RESULT)));
        result.path("trials")
                .forEach(trial ->
                        ((ObjectNode) trial).remove(List.of("seconds", "imagesPerSecond", "millisecondsPerStep")));
        assertThat(result.path("trials").size()).isEqualTo(8);
        return result;
    }

    private static Process start(Path search) throws IOException {
        if (Files.exists(search) && !Files.exists(search.resolve(RunFolder.EXPERIMENT))) {
            RunFolder.clear(search);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSearch.class.getName(),
                        search.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// @param milliseconds after the training has begun; below 0 for never
    /// @return whether the process was still there to be killed
    private static boolean killed(Process process, int milliseconds) throws IOException, InterruptedException {
        try (BufferedReader output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            output.readLine();
            if (milliseconds >= 0 && !process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return true;
            }
        }
        assertThat(process.waitFor()).isZero();
        return false;
    }
}
