package nunchi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab with a member of each kind that is stopped and goes on.
class ResumedLabTest {
    private static final int KILLS = Integer.getInteger("nunchi.kills", 20) / 6;
    private static final List<String> MEMBERS = List.of("a-training", "b-clusters", "c-outline", "d-search");
    private static final String TRAINING = """
            name: trained
            data: {name: digits, test: {random: 0.2}, limit: {train: 200, test: 200}}
            model: [{scale: 16}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: %s}
            """;

    @TempDir
    Path folder;

    private Path files;

    @BeforeEach
    void filesOfEveryKind() throws IOException {
        files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(
                files.resolve("a-training.yaml"),
                TRAINING.formatted("40") + "inspect: {rows: 60, perplexity: 10, iterations: 100}\n");
        Files.writeString(files.resolve("b-clusters.yaml"), """
                {name: grouped, points: [{name: moons, rows: 60}, {name: blobs, rows: 60}], kmeans: {clusters: [2, 3]}, dbscan: {minPoints: [3]}}""");
        Files.writeString(
                files.resolve("c-outline.yaml"),
                "{name: outlined, data: {name: digits}, model: [{dense: {units: 10}}]}");
        Files.writeString(files.resolve("d-search.yaml"), TRAINING.formatted("3") + "search: {repeat: 2}\n");
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    private Path whole() {
        return Labs.run(
                        Labs.in(files),
                        new Labs.Request(),
                        options().withOut(folder.resolve("whole")),
                        LabListener.none())
                .folder();
    }

    /// What the members came to, without the times that it took.
    private static Map<String, String> outcome(Path lab) throws IOException {
        Map<String, String> outcome = new TreeMap<>();
        for (String member : MEMBERS) {
            for (String file : List.of(RunFolder.RESULT, RunFolder.INSPECTION, "points.json")) {
                if (Files.exists(lab.resolve(member).resolve(file))) {
                    outcome.put(
                            member + "/" + file,
                            Files.readString(lab.resolve(member).resolve(file))
                                    .replaceAll("\"(seconds|imagesPerSecond|millisecondsPerStep)\" ?: ?[^,}]+", ""));
                }
            }
            assertThat(lab.resolve(member).resolve(RunFolder.REPORT)).exists();
        }
        assertThat(lab.resolve(RunFolder.REPORT)).exists();
        return outcome;
    }

    @Test
    void aLabKilledAtRandomMomentsEndsAsAnUninterruptedOne() throws Exception {
        Map<String, String> expected = outcome(whole());
        assertThat(expected).hasSize(6);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        Path killed = folder.resolve("killed");
        for (int kills = 0; kills < KILLS; kills++) {
            if (!killed(start(killed), random.nextInt(1, 20), random.nextInt(60))) {
                break;
            }
        }
        assertThat(killed(start(killed), Integer.MAX_VALUE, 0)).isFalse();
        assertThat(outcome(killed)).isEqualTo(expected);
    }

    private Process start(Path lab) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLab.class.getName(),
                        files.toString(),
                        lab.toString())
                .redirectErrorStream(true)
                .start();
    }

    /// @param lines that the process says before it is killed, and some milliseconds later
    /// @return whether it was still there to be killed
    private static boolean killed(Process process, int lines, int milliseconds)
            throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (said.size() == lines) {
                    Thread.sleep(milliseconds);
                    process.destroyForcibly();
                    return process.waitFor() != 0;
                }
            }
        }
        assertThat(process.waitFor()).as(said.toString()).isZero();
        return false;
    }

    /// A kill may come between any two of the files that a member writes.
    @Test
    void membersThatAreNotTrainedGetWhatAKillTookFromThem() throws IOException {
        Path lab = whole();
        Map<String, String> expected = outcome(lab);
        for (List<String> written : List.of(
                List.of(
                        "b-clusters/clusters.yaml",
                        "b-clusters/environment.json",
                        "b-clusters/points.json",
                        "b-clusters/result.json",
                        "b-clusters/report.html"),
                List.of(
                        "c-outline/model.json",
                        "c-outline/result.json",
                        "c-outline/experiment.yaml",
                        "c-outline/report.html"))) {
            for (int left = 0; left < written.size(); left++) {
                for (String lost : written.subList(left, written.size())) {
                    Files.delete(lab.resolve(lost));
                }
                Labs.resume(lab, options(), LabListener.none());
                assertThat(written).allMatch(file -> Files.exists(lab.resolve(file)));
                assertThat(outcome(lab)).isEqualTo(expected);
            }
        }
    }

    /// The member, what stands in its plan and what takes its place, what is said, and the file of the member.
    private static final List<List<String>> EDITS = List.of(
            List.of(
                    "a-training",
                    "learningRate: 0.1",
                    "learningRate: 0.2",
                    "optimizer.sgd.learningRate was 0.1 and is 0.2",
                    "experiment.yaml"),
            List.of("a-training", "epochs: 1", "epochs: 2", "train.epochs was 1 and is 2", "experiment.yaml"),
            List.of("a-training", "repeat: 1", "repeat: 2", "search.repeat was absent and is 2", "experiment.yaml"),
            List.of("b-clusters", "rows: 60", "rows: 70", "points.0.rows was 60 and is 70", "clusters.yaml"),
            List.of("c-outline", "units: 10", "units: 20", "model.0.dense.units was 10 and is 20", "experiment.yaml"));

    @Test
    void aPlanEditedAfterItsMemberWasBegunIsRefusedWithWhatDiffers() throws IOException {
        Files.delete(files.resolve("d-search.yaml"));
        Files.writeString(files.resolve("a-training.yaml"), TRAINING.formatted("1") + "search: {repeat: 1}\n");
        Path lab = whole();
        for (List<String> edit : EDITS) {
            Path plan = lab.resolve("plan/" + edit.get(0) + ".yaml");
            String text = Files.readString(plan);
            Files.writeString(plan, text.replaceFirst(edit.get(1), edit.get(2)));
            assertThatThrownBy(() -> Labs.resume(lab, options(), LabListener.none()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("%s is no longer what %s was begun with: ", plan, edit.get(0))
                    .hasMessageContaining(edit.get(3))
                    .hasMessageEndingWith(
                            "put it back, or make the same change in %s",
                            lab.resolve(edit.get(0)).resolve(edit.get(4)));
            Files.writeString(plan, text);
        }
        assertThat(Labs.resume(lab, options(), LabListener.none()).members()).hasSize(3);
    }

    /// What the data say of a model is kept with the run, not in the plan.
    @Test
    void aLabOfTextsGoesOn() throws IOException {
        for (String other : List.of("b-clusters.yaml", "c-outline.yaml", "d-search.yaml")) {
            Files.delete(files.resolve(other));
        }
        Files.writeString(files.resolve("a-training.yaml"), """
                name: reversed
                data: {name: reverse, tokens: characters, targetText: {tokens: characters}, limit: {train: 100, test: 50}}
                model:
                  - encoderDecoder:
                      encoder: [{embedding: 4}, {gru: {units: 4}}]
                      decoder: [{embedding: 4}, {gru: {units: 4, output: sequence}}, {logits: {}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.1}}
                train: {epochs: 1}
                """);
        Path lab = whole();
        assertThat(Labs.resume(lab, options(), LabListener.none()).members()).hasSize(1);
    }

    @Test
    void twoProcessesNeverGoOnWithOneLab() throws Exception {
        Files.writeString(files.resolve("a-training.yaml"), TRAINING.formatted("1000000"));
        Path lab = folder.resolve("lab");
        Process first = start(lab);
        try (BufferedReader output = first.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("begins trained");
            String taken = lab + " is being trained already, by another process or thread; wait for its end or stop it";
            assertThatThrownBy(() -> Labs.resume(lab, options(), LabListener.none()))
                    .hasMessage(taken);
            Process second = start(lab);
            assertThat(second.inputReader(StandardCharsets.UTF_8).readAllAsString())
                    .contains(taken)
                    .doesNotContain("training\n");
            assertThat(second.waitFor()).isNotZero();
            assertThat(first.isAlive()).isTrue();
        } finally {
            first.destroyForcibly().waitFor();
        }
    }
}
