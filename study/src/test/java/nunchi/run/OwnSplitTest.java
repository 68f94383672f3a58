package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.experiment.Variant;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No row that a model was trained on is measured as a new one.
final class OwnSplitTest {
    private static final String HEADER = "a,b,kind\n";

    @TempDir
    private static Path folder;

    private static Path table;
    private static Path run;
    private static Experiment experiment;

    @BeforeAll
    static void train() throws IOException {
        table = Files.writeString(folder.resolve("t.csv"), HEADER + rows(0, 40));
        experiment = experiment(table);
        run = folder.resolve("run");
        Runs.run(experiment, options().withOut(run));
    }

    private static Experiment experiment(Path data) {
        return new Experiment(
                "own",
                new DataSettings(data.toString()).withTest(new Splitter.Random(0.25)),
                List.of(new Dense(2)),
                new SoftmaxCrossEntropy(),
                new Adam(0.1),
                new TrainSettings(2));
    }

    private static RunOptions options() {
        return new RunOptions().withBackend("reference");
    }

    private static String rows(int first, int last) {
        return IntStream.range(first, last)
                .mapToObj(row -> "%d,%d,%s\n".formatted(row, -row % 7, row % 2 == 0 ? "even" : "odd"))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.test=0.5",
                "data.test.random.seed=7",
                "data.test=null",
                "data.validation=0.2",
                "data.limit={train: 5}",
                "data.header=false",
                "data={name: NAME, test: 0.5}"
            })
    void anotherSplitOfTheRunsOwnDataIsRefused(String change) {
        assertThatThrownBy(() -> Runs.evaluate(run, null, List.of(change.replace("NAME", table.toString())), options()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(Runs.evaluate(run, null, List.of("data.preprocess=[{scale: 2}]"), options())
                        .evaluation()
                        .rows())
                .isEqualTo(10);
    }

    @Test
    void fewerRowsOfTheTestPartAreSomeOfIt() {
        assertThat(Runs.evaluate(run, Split.TEST, List.of("data.limit={test: 5}"), options())
                        .evaluation()
                        .rows())
                .isEqualTo(5);
    }

    @Test
    void theRefusalSaysWhy() throws IOException {
        assertThatThrownBy(() -> Runs.evaluate(run, null, List.of("data.test=0.5"), options()))
                .hasMessageContaining(
                        "would measure some of these as new; omit the changes of data.test, data.validation, data.limit");
        Path copy = Files.copy(table, folder.resolve("copy.csv"));
        assertThatThrownBy(() ->
                        Runs.evaluate(run, null, List.of("data.name='%s'".formatted(copy), "data.test=0.5"), options()))
                .as("the same rows under another name")
                .hasMessageContaining("would measure some of these as new;");
    }

    @Test
    void dataThatGotRowsSinceIsNoLongerCutAsItWas() throws IOException {
        Path grown = Files.writeString(folder.resolve("grown.csv"), HEADER + rows(0, 40));
        Path its = folder.resolve("grown-run");
        Runs.run(experiment(grown), options().withOut(its));
        assertThat(Runs.evaluate(its, null, List.of(), options()).evaluation().rows())
                .isEqualTo(10);
        Files.writeString(grown, HEADER + rows(0, 60));
        assertThatThrownBy(() -> Runs.evaluate(its, null, List.of(), options()))
                .hasMessageContaining("is not what " + its + " was trained on");
    }

    @Test
    void aSplitOfOtherDataIsTaken() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), HEADER + rows(100, 140));
        List<String> named = List.of("data.name='%s'".formatted(other));
        assertThat(Runs.evaluate(run, null, named, options()).evaluation().rows())
                .isEqualTo(40);
        assertThat(Runs.evaluate(run, null, List.of(named.getFirst(), "data.test=0.5"), options())
                        .evaluation()
                        .rows())
                .isEqualTo(20);
    }

    @Test
    void aVariantWithAnotherSplitIsRefusedBeforeTheTraining() {
        Experiment varied = experiment.withVariants(new Variant("half", List.of("data.test=0.5")));
        assertThatThrownBy(() -> Runs.run(varied, options().withOut(folder.resolve("varied"))))
                .hasMessageContaining("the variant half")
                .hasMessageContaining("would measure some of these as new;");
        assertThat(folder.resolve("varied")).doesNotExist();
    }
}
