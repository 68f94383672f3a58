package nunchi.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.experiment.Experiment;
import nunchi.run.RunOptions;
import nunchi.search.SearchEvent;
import nunchi.search.SearchListener;
import nunchi.search.SearchResult;
import nunchi.search.Searches;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkTrialsTest {
    /// The second rate makes the loss infinite, and no image has room for the second kernel.
    private static final String SEARCH = """
            name: searched
            seed: 3
            data: {name: digits, test: {random: 0.2}, limit: {train: 200}}
            model:
              - scale: 16
              - reshape: [8, 8, 1]
              - conv2d: {filters: 2, kernel: 3}
              - flatten
              - dense: {units: 10}
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 2}
            search: {grid: {model.2.conv2d.kernel: [3, 30], optimizer.sgd.learningRate: [0.1, 1e30]}, repeat: 2}
            """;

    @TempDir
    Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void begin() {
        spark = Trained.spark();
    }

    @AfterAll
    static void end() {
        spark.stop();
    }

    private RunOptions options(String name) {
        return new RunOptions().withThreads(1).withOut(folder.resolve(name));
    }

    private static List<String> outcomes(SearchResult search) {
        return search.trials().stream()
                .map(trial -> trial.result().status() + " " + trial.result().weightsSha256())
                .toList();
    }

    @Test
    void theTrialsHaveTheBitsOfASearchOnOneMachine() throws IOException {
        Experiment experiment = Trained.experiment(SEARCH);
        SearchResult local = Searches.run(experiment, options("local"), SearchListener.none());
        SearchResult spread = Searches.run(
                experiment, new SparkTrials(spark.sparkContext()), options("spread"), SearchListener.none());
        assertThat(outcomes(spread)).isEqualTo(outcomes(local));
        assertThat(outcomes(spread))
                .anyMatch(outcome -> outcome.startsWith("failed"))
                .anyMatch(outcome -> outcome.startsWith("refused"))
                .anyMatch(outcome -> outcome.startsWith("finished"));
        assertThat(names("spread")).isEqualTo(names("local"));
        assertThat(folder.resolve("spread/report.html")).isNotEmptyFile();
        assertNoSecret();
    }

    /// Of all files of the search.
    private List<String> names(String search) throws IOException {
        Path root = folder.resolve(search);
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    private void assertNoSecret() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("not-for-run-folders");
            }
        }
    }

    @Test
    void anInterruptedSearchGoesOn() {
        Experiment experiment = Trained.experiment(Trained.DIGITS + "search: {repeat: 6}\n");
        Thread searching = Thread.currentThread();
        SearchListener interrupting = event -> {
            if (event instanceof SearchEvent.Ended) {
                searching.interrupt();
            }
        };
        SparkTrials executor = new SparkTrials(spark.sparkContext());
        assertThatThrownBy(() -> Searches.run(experiment, executor, options("halved"), interrupting))
                .isInstanceOf(StoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        SearchResult local = Searches.run(experiment, options("whole"), SearchListener.none());
        SearchResult resumed =
                Searches.resume(folder.resolve("halved"), executor, options("halved"), SearchListener.none());
        assertThat(outcomes(resumed)).isEqualTo(outcomes(local));
    }

    @Test
    void aSparkThatCannotBeAskedRejectsTheSearchAndLeavesNothing() {
        Experiment search = Trained.experiment(SEARCH);
        SparkTrials unreachable = new SparkTrials(() -> {
            throw new IllegalStateException("no master\nand more");
        });
        assertThatThrownBy(() -> Searches.run(search, unreachable, options("none"), SearchListener.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Spark cannot train this search: no master");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void anInterruptBeforeTheFirstTrialStopsTheSearch() {
        SparkTrials trials = new SparkTrials(spark.sparkContext());
        Thread.currentThread().interrupt();
        assertThatThrownBy(
                        () -> Searches.run(Trained.experiment(SEARCH), trials, options("early"), SearchListener.none()))
                .isInstanceOf(StoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
