package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.data.Datasets;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.run.FirstDifference.Place;
import nunchi.train.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstDifferenceTest {
    private static final DataCatalogue DATA = DataCatalogue.standard().keeping();
    private static final String STUDY = """
            name: first
            data: {name: digits, test: {random: 0.2}, batch: 100, preprocess: [{scale: 16}]}
            model: [{dense: {units: 16, activation: relu}}, {dropout: {rate: 0.1}}, {dense: {units: 10}}]
            loss: softmaxCrossEntropy
            optimizer: {sgd: {learningRate: 0.1}}
            train: {epochs: 3}
            """;

    @TempDir
    Path folder;

    private RunOptions options(String name) {
        return new RunOptions().withThreads(1).withData(DATA).withOut(folder.resolve(name));
    }

    private RunResult run(String name, String... changes) {
        ExperimentFile files = new ExperimentFile();
        Experiment experiment = files.with(files.parse(STUDY), List.of(changes));
        return Runs.run(experiment, options(name));
    }

    private FirstDifference compare(String one, String other) {
        return FirstDifference.of(folder.resolve(one), folder.resolve(other), options("none"));
    }

    private static String rate(int epoch, int step) {
        return "interventions=[{epoch: %d, step: %d, key: optimizer.learningRate, value: 0.05}]".formatted(epoch, step);
    }

    @Test
    void theEpochTheStepAndTheTensorAreFound() {
        run("a");
        run("b", rate(2, 5));
        FirstDifference found = compare("a", "b");
        assertThat(found.agreed()).isEqualTo(1);
        assertThat(found.compared()).isEqualTo(3);
        assertThat(found.obstacle()).isNull();
        Place place = found.place();
        assertThat(place).isNotNull();
        assertThat(List.of(place.epoch(), place.step(), place.steps())).containsExactly(2, 5, 15);
        assertThat(place.tensor()).isEqualTo("0.dense/weight");
        assertThat(place.values()).isEqualTo(64 * 16);
        assertThat(place.largest()).isPositive().isLessThan(0.05);
    }

    @Test
    void theLargestDifferenceIsThatOfTheStepsBySgd() {
        run("a");
        run("b", rate(1, 1));
        Place place = compare("a", "b").place();
        assertThat(place).isNotNull();
        List<float[]> gradients = new ArrayList<>();
        Experiment experiment = new ExperimentFile().parse(STUDY);
        RunOptions options = options("none");
        try (var backend = options.open()) {
            Work.checked(experiment, StartModels.cut(experiment, options.whole(experiment), options), options)
                    .steps(null, backend, (made, weights) -> {
                        gradients.add(weights.tensors().get("0.dense/weight").values());
                        return made < 1;
                    });
        }
        double largest = 0;
        for (int i = 0; i < gradients.get(0).length; i++) {
            largest = Math.max(largest, Math.abs(gradients.get(1)[i] - gradients.get(0)[i]));
        }
        // half the rate makes half the step
        assertThat(place.largest() / largest).isBetween(0.49, 0.51);
    }

    @Test
    void otherSeedsDifferBeforeTheFirstStep() {
        run("a");
        run("b", "seed=2");
        Place place = compare("a", "b").place();
        assertThat(place).isNotNull();
        assertThat(List.of(place.epoch(), place.step())).containsExactly(1, 0);
    }

    @Test
    void anotherShapeIsADifference() {
        run("a");
        run("b", "model.0.dense.units=12");
        Place place = compare("a", "b").place();
        assertThat(place).isNotNull();
        assertThat(place.tensor()).isEqualTo("0.dense/weight");
        assertThat(place.largest()).isNaN();
    }

    @Test
    void theSameBitsAreTheSame() {
        run("a");
        run("b", "title=other", "train.epochs=2");
        FirstDifference found = compare("a", "b");
        assertThat(found.same()).isTrue();
        assertThat(List.of(found.agreed(), found.compared())).containsExactly(2, 2);
        assertThat(found.place()).isNull();
    }

    @Test
    void aForkDiffersAfterItsEpoch() {
        run("a");
        Forks.fork(folder.resolve("a"), 2, List.of("optimizer.sgd.learningRate=0.2"), options("b"));
        Place place = compare("a", "b").place();
        assertThat(place).isNotNull();
        assertThat(List.of(place.epoch(), place.step())).containsExactly(3, 1);
    }

    @Test
    void withoutTheDataTheEpochIsToldAlone() {
        Datasets clouds = Samples.parts();
        for (String name : List.of("a", "b")) {
            Experiment experiment = Samples.experiment(Samples.batches(10), new nunchi.experiment.TrainSettings(2))
                    .withSeed(name.equals("a") ? 1 : 2);
            Runs.run(experiment, clouds, options(name));
        }
        FirstDifference found = compare("a", "b");
        assertThat(found.agreed()).isZero();
        assertThat(found.place()).isNull();
        assertThat(found.obstacle()).contains("clouds");
    }

    @Test
    void aJournalWithoutHashesIsRefused() throws IOException {
        run("a");
        Path journal = folder.resolve("a").resolve(RunFolder.JOURNAL);
        Files.write(
                journal,
                Files.readAllLines(journal).stream()
                        .filter(line -> !line.contains("\"weights\""))
                        .toList());
        assertThatThrownBy(() -> compare("a", "a"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no SHA-256");
    }
}
