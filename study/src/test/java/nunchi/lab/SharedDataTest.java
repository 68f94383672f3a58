package nunchi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.data.DataCatalogue;
import nunchi.data.DataFolders;
import nunchi.data.DataSource;
import nunchi.data.Datasets;
import nunchi.data.Reading;
import nunchi.experiment.ExperimentFile;
import nunchi.record.RunRecord;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Members of a lab that learn from the same data share it.
final class SharedDataTest {
    private static final String TRAINING = """
            name: trained
            data: {name: %s, test: {random: 0.2}, limit: {train: %d}}
            model: [{scale: 16}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 1}
            """;

    @TempDir
    private Path folder;

    private final List<String> loaded = new ArrayList<>();

    /// The digits by another name.
    private record Counted(String name, List<String> loaded) implements DataSource {
        @Override
        public String description() {
            return "";
        }

        @Override
        public List<Integer> rows() {
            return List.of();
        }

        @Override
        public Optional<String> place(DataFolders folders) {
            return Optional.of("memory");
        }

        @Override
        public Datasets load(DataFolders folders, Reading reading) {
            loaded.add(name);
            return DataCatalogue.standard().load("digits", reading);
        }
    }

    private RunOptions options(String out) {
        DataCatalogue sets = new DataCatalogue(
                List.of(new Counted("first", loaded), new Counted("second", loaded)), DataFolders.standard(null));
        return new RunOptions().withThreads(1).withData(sets).withOut(folder.resolve(out));
    }

    private Outcomes lab(String... members) throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        for (int i = 0; i < members.length; i++) {
            Files.writeString(files.resolve("member-%d.yaml".formatted(i)), members[i]);
        }
        return Labs.run(Labs.in(files), new Labs.Request(), options("lab"), LabListener.none());
    }

    @Test
    void membersOnOneSetLoadItOnceAndTrainToTheBitsOfRunsOfTheirOwn() throws IOException {
        String searched = TRAINING.formatted("first", 90) + "search: {repeat: 2}\n";
        Outcomes outcomes = lab(
                TRAINING.formatted("first", 50),
                TRAINING.formatted("first", 80),
                searched,
                "{name: outlined, data: {name: first}, model: [{dense: {units: 10}}]}");
        assertThat(loaded).containsExactly("first");
        for (int i = 0; i < 2; i++) {
            String alone = Runs.run(
                            new ExperimentFile().parse(TRAINING.formatted("first", 50 + 30 * i)), options("alone" + i))
                    .weightsSha256();
            assertThat(outcomes.members().get(i).trials())
                    .extracting(RunRecord::weightsSha256)
                    .containsExactly(alone);
        }
        assertThat(outcomes.members().get(2).trials()).hasSize(2);
    }

    /// One set at a time is in memory: each is read for the checks, and once more for the trainings.
    @Test
    void membersOnSeveralSetsLoadEachOnceInARow() throws IOException {
        lab(Stream.of("first", "first", "second", "second")
                .map(name -> TRAINING.formatted(name, 50))
                .toArray(String[]::new));
        assertThat(loaded).containsExactly("first", "second", "first", "second");
    }
}
