package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    private static final String EXPERIMENT = """
            {name: long, data: {name: digits}, model: [{scale: 16}, {dense: {units: 10}}], loss: softmaxCrossEntropy,
            optimizer: {sgd: {learningRate: 0.1}}, train: {epochs: 10000000}}""";

    private static final String EPOCHS = """
            {"event":"started","epochs":9}
            {"event":"epoch","epoch":1,"loss":1.0}
            {"event":"epoch","epoch":2,"loss":0.5}
            {"event":"epo""";

    @TempDir
    Path folder;

    private String sentence() {
        return Interruption.sentence("nunchi run --resume", folder);
    }

    @Test
    void whatIsSaidOfAnInterruptedTrainingIsTrue() throws IOException {
        assertThat(sentence())
                .isEqualTo(
                        "nunchi: interrupted before anything was kept; delete %s, or choose another folder, and start again",
                        folder);
        Files.createFile(folder.resolve("experiment.yaml"));
        Files.createFile(folder.resolve("result.json"));
        assertThat(sentence())
                .isEqualTo(
                        "nunchi: interrupted before the first checkpoint, so no training is kept; 'nunchi run --resume %s' begins anew",
                        folder);
        Files.createFile(Files.createDirectory(folder.resolve("weights")).resolve(".state.safetensors.part"));
        assertThat(sentence()).as("half a checkpoint").endsWith("begins anew");
        Files.createFile(folder.resolve("weights/state.safetensors"));
        String kept =
                "nunchi: interrupted; what was trained up to the last checkpoint lies in %1$s, and 'nunchi run --resume %1$s' goes on with it";
        assertThat(sentence()).isEqualTo(kept, folder);
        Files.delete(folder.resolve("weights/state.safetensors"));
        Files.createFile(Files.createDirectory(folder.resolve("member")).resolve("result.json"));
        assertThat(sentence()).isEqualTo(kept, folder);
    }

    private Path write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void anInterruptedTrainingIsNamedByItsEpoch() throws IOException {
        write("experiment.yaml", EXPERIMENT);
        assertThat(sentence())
                .isEqualTo(
                        "nunchi: interrupted in epoch 1 of 10000000, before the first checkpoint, so no training is kept; "
                                + "'nunchi run --resume %s' begins anew",
                        folder);
        write("journal.jsonl", EPOCHS);
        write("weights/state.safetensors", "");
        assertThat(sentence())
                .isEqualTo(
                        "nunchi: interrupted after epoch 2 of 10000000; what was trained up to the last checkpoint lies in %1$s, "
                                + "and 'nunchi run --resume %1$s' goes on with it",
                        folder);
    }

    @Test
    void anInterruptedSearchIsNamedByItsTrials() throws IOException {
        write("experiment.yaml", EXPERIMENT.replace("train:", "search: {repeat: 12}, train:"));
        assertThat(sentence()).startsWith("nunchi: interrupted after 0 of 12 trials, before");
        write("trials/001/result.json", "{}");
        assertThat(sentence()).startsWith("nunchi: interrupted after 1 of 12 trials; what");
        write("trials/010/experiment.yaml", EXPERIMENT);
        write("trials/010/journal.jsonl", EPOCHS);
        assertThat(sentence()).startsWith("nunchi: interrupted in trial 10 of 12, after epoch 2 of 10000000; what");
        write("trials/011/experiment.yaml", EXPERIMENT);
        assertThat(sentence()).startsWith("nunchi: interrupted in trials 10, 11 of 12; what");
    }

    @Test
    void anInterruptedStudyIsNamedByItsExperiment() throws IOException {
        write("result.json", """
                {"kind": "lab", "name": "three", "title": "Three", "quick": false, "pictures": [],
                 "members": [{"folder": "plain", "title": "A"}, {"folder": "dropout", "title": "B"}, {"folder": "further", "title": "C"}]}""");
        assertThat(sentence()).startsWith("nunchi: interrupted before the first");
        write("plain/experiment.yaml", EXPERIMENT);
        write("plain/journal.jsonl", EPOCHS);
        assertThat(sentence())
                .startsWith("nunchi: interrupted in experiment 1 of 3 (plain), after epoch 2 of 10000000, before");
        write("plain/result.json", "{}");
        write("plain/report.html", "");
        assertThat(sentence()).startsWith("nunchi: interrupted after experiment 1 of 3 (plain); what");
        write("dropout/clusters.yaml", "");
        assertThat(sentence()).startsWith("nunchi: interrupted in experiment 2 of 3 (dropout); what");
    }

    private Process start(Path run) throws IOException {
        Path file = Files.writeString(folder.resolve("long.yaml"), EXPERIMENT);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        file.toString(),
                        "--out",
                        run.toString(),
                        "--threads",
                        "1"))
                .redirectErrorStream(true)
                .start();
    }

    /// Reads as far as the first epoch that is printed.
    private static void trains(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        for (int letter = process.getInputStream().read();
                said.indexOf("epoch ") < 0;
                letter = process.getInputStream().read()) {
            assertThat(letter).as(said.toString()).isNotNegative();
            said.append((char) letter);
        }
    }

    private static String rest(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aFolderDeletedDuringTheTrainingIsAFailureOfTheWork() throws Exception {
        Path run = folder.resolve("deleted");
        Process process = start(run);
        trains(process);
        while (Files.exists(run)) {
            try (Stream<Path> files = Files.walk(run)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        assertThat(rest(process))
                .contains(
                        "nunchi: the folder %s was deleted or replaced while it was trained into; begin again in a new one"
                                .formatted(run))
                .doesNotContain("Exception", "a fault of Nunchi's own");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(run).doesNotExist();
    }

    @Test
    void aStoppedTrainingLeavesACheckpointOfItsLastEpoch() throws Exception {
        Path run = folder.resolve("stopped");
        Process process = start(run);
        trains(process);
        long before = System.nanoTime();
        process.toHandle().destroy();
        String said = rest(process);
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
        assertThat(said)
                .containsPattern(
                        "nunchi: interrupted after epoch [0-9]+ of 10000000; what was trained up to the last checkpoint lies in %1$s, and 'nunchi run --resume %1$s' goes on with it"
                                .formatted(run))
                .doesNotContain("Exception", "cancelled");
        String state =
                new String(Files.readAllBytes(run.resolve("weights/state.safetensors")), StandardCharsets.ISO_8859_1);
        assertThat(state).containsPattern("epoch");
        assertThat(run.resolve("report.html")).doesNotExist();
    }
}
