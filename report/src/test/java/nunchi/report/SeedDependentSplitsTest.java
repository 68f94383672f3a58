package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedDependentSplitsTest {
    @TempDir
    private Path temporary;

    @Test
    void aRepetitionSaysThatEachSeedDrawsItsOwnTestRows() throws IOException {
        Path folder = Fixture.copy(Fixture.REPETITION, temporary.resolve("repeat"));
        Path file = folder.resolve("experiment.yaml");
        String drawn =
                "Each seed also draws its own test rows, so that the spread is that of the split too; data.test.random.seed=1 in the experiment";
        Files.writeString(file, "data: {name: digits, test: {random: {amount: 0.2, seed: 101}}}\n");
        assertThat(Report.html(folder)).doesNotContain("Each seed also draws");
        Files.writeString(file, "data: {name: digits, test: {random: {amount: 0.2, seed: null}}}\n");
        assertThat(Report.html(folder)).contains(drawn);
    }

    @Test
    void aComparisonSaysThatRunsWereMeasuredOnOtherRows() throws IOException {
        Path first = Fixture.copy(Fixture.RUN, temporary.resolve("first"));
        Path second = Fixture.copy(Fixture.RUN, temporary.resolve("second"));
        assertThat(RunComparison.of(List.of(first, second)).notes()).isEmpty();
        for (Path run : List.of(first, second)) {
            Path file = run.resolve("experiment.yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace(", seed: 101", "")
                            .replace("seed: 1\n", run == first ? "seed: 1\n" : "seed: 2\n"));
        }
        assertThat(RunComparison.of(List.of(first, second)).notes())
                .anyMatch(sentence -> sentence.startsWith(
                        "The runs were measured on different test rows, since each run's seed drew its own"));
    }

    @Test
    void aComparisonSaysWhichFiguresAreNotOfOneKind() throws IOException {
        Path first = Fixture.copy(Fixture.RUN, temporary.resolve("first"));
        Path second = Fixture.copy(Fixture.RUN, temporary.resolve("second"));
        for (Path run : List.of(first, second)) {
            replace(
                    run.resolve("evaluation.json"),
                    "{\"part\"",
                    "{\"targets\": \"%s\", \"part\"".formatted(run == first ? "class" : "labels"));
            replace(
                    run.resolve("result.json"),
                    "{\"name\"",
                    "{\"best\": {\"epoch\": 1, \"monitor\": \"%s\"}, \"name\""
                            .formatted(run == first ? "loss" : "val_loss"));
        }
        assertThat(RunComparison.of(List.of(first, second)).notes())
                .containsExactly(
                        "The accuracies are not of one kind (of classes; of labels, each by itself): compare those of the same kind.",
                        "The best epochs are chosen by different metrics (loss; val_loss).");
        replace(second.resolve("experiment.yaml"), "reduction: sum", "reduction: mean");
        assertThat(RunComparison.of(List.of(first, second)).notes())
                .anyMatch(note -> note.startsWith("The losses are not one quantity ({softmaxCrossEntropy: "));
    }

    private static void replace(Path file, String text, String with) throws IOException {
        assertThat(file).content().contains(text);
        Files.writeString(file, Files.readString(file).replace(text, with));
    }
}
