package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnSplitsTest {
    @TempDir
    private Path temporary;

    @Test
    void aRepetitionSaysThatEachSeedDrawsItsOwnTestRows() throws IOException {
        Path folder = Fixture.copy(Fixture.REPETITION, temporary.resolve("repeat"));
        Path file = folder.resolve("experiment.yaml");
        String drawn = "Each seed also draws its own test rows, so that the spread is that of the split too; data.test.random.seed=1 in the experiment";
        Files.writeString(file, "data: {name: digits, test: {random: {amount: 0.2, seed: 101}}}\n");
        assertThat(Report.html(folder)).doesNotContain("Each seed also draws");
        Files.writeString(file, "data: {name: digits, test: {random: {amount: 0.2, seed: null}}}\n");
        assertThat(Report.html(folder)).contains(drawn);
    }

    @Test
    void aComparisonSaysThatRunsWereMeasuredOnOtherRows() throws IOException {
        Path first = Fixture.copy(Fixture.RUN, temporary.resolve("first"));
        Path second = Fixture.copy(Fixture.RUN, temporary.resolve("second"));
        assertThat(RunComparison.of(List.of(first, second)).differingRows()).isEmpty();
        for (Path run : List.of(first, second)) {
            Path file = run.resolve("experiment.yaml");
            Files.writeString(file, Files.readString(file).replace(", seed: 101", "").replace("seed: 1\n", run == first ? "seed: 1\n" : "seed: 2\n"));
        }
        assertThat(RunComparison.of(List.of(first, second)).differingRows())
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("The runs were measured on different test rows, since each run's seed drew its own"));
    }
}
