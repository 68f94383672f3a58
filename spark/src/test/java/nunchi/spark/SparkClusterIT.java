package nunchi.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import nunchi.record.RunRecord;
import nunchi.run.RunOptions;
import nunchi.search.SearchListener;
import nunchi.search.SearchResult;
import nunchi.search.Searches;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Searches by spark-submit and the packed jar, on workers that are killed.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkClusterIT {
    private static final int TRIALS = 5;
    private static final String SEARCH = """
            name: searched
            seed: 3
            data: {name: digits, test: {random: 0.2}}
            model:
              - scale: 16
              - dense: {units: 256, activation: relu}
              - dense: {units: 256, activation: relu}
              - dense: {units: 10}
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.05}}
            train: {epochs: 40}
            search: {repeat: %d}
            """.formatted(TRIALS);

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static List<String> local;

    @BeforeAll
    static void begin() throws IOException {
        cluster = new Cluster(folder, 2);
        Files.writeString(folder.resolve("search.yaml"), SEARCH);
        SearchResult search = Searches.run(
                Trained.experiment(SEARCH),
                new RunOptions().withThreads(2).withOut(folder.resolve("local")),
                SearchListener.none());
        local = search.trials().stream()
                .map(trial -> trial.result().weightsSha256())
                .toList();
    }

    @AfterAll
    static void end() throws IOException {
        cluster.close();
        for (String name : List.of("worker0", "worker1", "worker2", "spread", "loss", "killed", "resumed")) {
            assertThat(Cluster.files(cluster.scratch(name), "experiment.yaml")).isEmpty();
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static String weights(Path search, int trial) {
        return String.valueOf(
                RunRecord.read(search.resolve("trials/%03d".formatted(trial))).weightsSha256());
    }

    private static void assertBits(Path search) {
        for (int trial = 1; trial <= TRIALS; trial++) {
            assertThat(weights(search, trial)).isEqualTo(local.get(trial - 1));
        }
        assertThat(search.resolve("report.html")).isNotEmptyFile();
        assertThat(Cluster.files(search.resolve("trials"), "result.json")).hasSize(TRIALS);
    }

    @Test
    @Order(1)
    void twoWorkersTrainTheBitsOfOneMachineAndNoSecretIsKept() throws Exception {
        Process driver = cluster.submit("spread", folder, "search.yaml", "--out", "spread");
        assertThat(Cluster.end(driver)).as(cluster.log("spread")).isZero();
        Path search = folder.resolve("spread");
        assertBits(search);
        try (Stream<Path> files = Files.walk(search)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(Cluster.SECRET);
            }
        }
    }

    @Test
    @Order(2)
    void dataOfThePersonsOwnAreSentAndWhatCannotBeSentIsRefused() throws Exception {
        StringBuilder table = new StringBuilder("x,y,kind\n");
        for (int i = 0; i < 100; i++) {
            table.append("%d,%d,%s\n".formatted(i % 7, i % 5, i % 2 == 0 ? "even" : "odd"));
        }
        Path place = Files.createDirectories(folder.resolve("own"));
        Files.writeString(Files.createDirectories(place.resolve("tables")).resolve("kinds.csv"), table);
        String experiment = """
                name: kinds
                data: {name: tables/kinds.csv, test: {random: 0.2}}
                model: [{dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.01}}
                train: {epochs: 1}
                search: {repeat: 2}
                """;
        Files.writeString(place.resolve("kinds.yaml"), experiment);
        Process sent = cluster.submit("sent", place, "kinds.yaml", "--out", "kinds");
        assertThat(Cluster.end(sent)).as(cluster.log("sent")).isZero();
        Path search = place.resolve("kinds");
        assertThat(weights(search, 1)).hasSize(64);
        Process refused = cluster.submit(
                "refused", place, "kinds.yaml", "--set", "train.start={from: kinds/trials/001}", "--out", "refused");
        assertThat(Cluster.end(refused)).as(cluster.log("refused")).isEqualTo(2);
        assertThat(cluster.log("refused"))
                .contains("nunchi: the host 127.0.0.1 cannot train this search: there is no file kinds/trials/001");
        assertThat(place.resolve("refused")).doesNotExist();
    }

    @Test
    @Order(3)
    void aWorkerThatIsKilledWithinATrialLosesNothing() throws Exception {
        Process driver = cluster.submit("loss", folder, "search.yaml", "--out", "loss");
        Cluster.await(
                "a trial of the worker",
                () -> !Cluster.files(cluster.scratch("worker1"), "journal.jsonl")
                        .isEmpty());
        cluster.workers().get(1).destroyForcibly().waitFor();
        assertThat(Cluster.end(driver)).as(cluster.log("loss")).isZero();
        assertBits(folder.resolve("loss"));
        cluster.addWorker();
    }

    @Test
    @Order(4)
    void aDriverThatIsKilledLosesNoTrialThatHasEnded() throws Exception {
        Process driver = cluster.submit("killed", folder, "search.yaml", "--out", "killed");
        Path trials = folder.resolve("killed/trials");
        Cluster.await(
                "the end of a trial",
                () -> Cluster.files(trials, "result.json").stream()
                        .anyMatch(file -> !file.toString().contains(".arriving")));
        driver.destroyForcibly().waitFor();
        List<Path> ended = Cluster.files(trials, "result.json").stream()
                .filter(file -> !file.toString().contains(".arriving"))
                .toList();
        assertThat(ended).isNotEmpty().hasSizeLessThan(TRIALS);
        FileTime time = Files.getLastModifiedTime(ended.getFirst());
        Process resumed = cluster.submit("resumed", folder, "--resume", "killed");
        assertThat(Cluster.end(resumed)).as(cluster.log("resumed")).isZero();
        assertThat(Files.getLastModifiedTime(ended.getFirst())).isEqualTo(time);
        assertBits(folder.resolve("killed"));
    }
}
