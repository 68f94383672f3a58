package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.data.DataCatalogue;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.search.SearchListener;
import nunchi.search.Searches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A last layer with more units than the data has classes trains, and is told of.
final class SurplusUnitsTest {
    private static final String NOTE =
            "the last layer has 12 units, but the data has 10 classes; a unit without a class is never right, so give it 10";

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private RunOptions options() {
        return new RunOptions()
                .withThreads(1)
                .withOut(folder.resolve("run"))
                .withData(DataCatalogue.standard().withNotes(heard::add));
    }

    private static Experiment experiment(int units, String more) {
        return new ExperimentFile().parse("""
                name: surplus
                data: {name: digits, limit: {train: 100}, test: {random: 0.5}, preprocess: [{scale: 16}]}
                model: [{dense: {units: %d}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.1}}
                train: {epochs: 1}
                %s
                """.formatted(units, more));
    }

    @Test
    void moreUnitsThanClassesAreNotedAtTheStartAndInTheReport() throws IOException {
        Runs.run(experiment(12, ""), options());
        assertThat(heard).containsOnlyOnce("surplus: " + NOTE);
        assertThat(Files.readString(folder.resolve("run/report.html"))).containsOnlyOnce("Note: " + NOTE);
    }

    @Test
    void asManyUnitsAsClassesAreNot() throws IOException {
        Runs.run(experiment(10, ""), options());
        assertThat(heard).isEmpty();
        assertThat(Files.readString(folder.resolve("run/report.html"))).doesNotContain("Note: ");
    }

    @Test
    void theTrialsOfASearchAreNoted() {
        Searches.run(
                experiment(10, "search: {grid: {model.0.dense.units: [10, 12]}}"), options(), SearchListener.none());
        assertThat(heard).isNotEmpty().containsOnly("surplus: " + NOTE);
    }
}
