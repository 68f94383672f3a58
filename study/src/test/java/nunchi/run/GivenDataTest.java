package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.check.StoppedException;
import nunchi.data.ArrayDataset;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Split;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.DataSchema;
import nunchi.optimizer.Adam;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.train.Evaluation;
import nunchi.train.Evaluator;
import nunchi.train.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on data that a program gave, which no name finds again.
final class GivenDataTest {
    private static final List<String> FRUIT = List.of("apple", "mango", "pear");
    private static final int[][] CENTRES = {{9, 0}, {0, 9}, {-9, -9}};

    @TempDir
    private static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        assertThat(Runs.run(experiment("fruit"), parts(20, FRUIT), options().withOut(run))
                        .evaluation()
                        .metrics()
                        .accuracy())
                .isEqualTo(1);
    }

    private static Experiment experiment(String data) {
        DataSettings settings = new DataSettings(data).withTest(new Splitter.Random(0.5));
        return new Experiment(
                "fruit",
                settings,
                List.of(new Dense(3)),
                new SoftmaxCrossEntropy(),
                new Adam(0.1),
                new TrainSettings(20));
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    /// Rows near the centres of their classes, in turn; the classes are numbered as listed.
    private static Dataset rows(int rows, List<String> classes) {
        float[] values = new float[2 * rows];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            String name = classes.get(row % classes.size());
            labels[row] = row % classes.size();
            values[2 * row] = CENTRES[FRUIT.indexOf(name)][0] + 0.1f * row;
            values[2 * row + 1] = CENTRES[FRUIT.indexOf(name)][1] - 0.1f * row;
        }
        return ArrayDataset.labelled("fruit", new Tensor(Shape.of(rows, 2), values), labels, classes);
    }

    private static Datasets parts(int rows, List<String> classes) {
        return new Datasets(rows(rows, classes));
    }

    @Test
    void theDataOfTheRunIsCutAsTheRunCutIt() {
        Evaluated test = Runs.evaluate(run, null, parts(20, FRUIT), options());
        assertThat(test.part()).isEqualTo(Split.TEST);
        assertThat(test.data().size()).isEqualTo(10);
        assertThat(Runs.evaluate(run, Split.TRAIN, parts(20, FRUIT), options())
                        .data()
                        .size())
                .isEqualTo(10);
    }

    @Test
    void otherDataIsMeasuredWholeWithItsClassesMatchedByName() {
        Evaluated other = Runs.evaluate(run, null, parts(9, List.of("pear", "apple")), options());
        assertThat(other.part()).isNull();
        assertThat(other.evaluation().metrics().accuracy()).isEqualTo(1);
        assertThat(other.evaluation().confusion())
                .containsExactly(List.of(4, 0, 0), List.of(0, 0, 0), List.of(0, 0, 5));
        Datasets tested = new Datasets(rows(9, FRUIT), null, rows(4, List.of("pear", "apple")));
        assertThat(Runs.evaluate(run, null, tested, options()))
                .extracting(Evaluated::part, each -> each.data().size())
                .containsExactly(Split.TEST, 4);
    }

    @Test
    void aClassThatTheModelDidNotLearnIsRefused() {
        Dataset kiwis = ArrayDataset.labelled(
                "more", new Tensor(Shape.of(1, 2), new float[] {1, 2}), new int[] {0}, List.of("kiwi"));
        assertThatThrownBy(() -> Runs.evaluate(run, null, new Datasets(kiwis), options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "more has the class 'kiwi', which the model did not learn; it learnt 'apple', 'mango', 'pear'");
    }

    @Test
    void theEvaluatorMatchesClassesByName() {
        Experiment experiment = RunFolder.open(run).experiment(options().files());
        DataSchema learnt = RunFolder.open(run).schema();
        Evaluation evaluation = Evaluator.evaluate(
                experiment,
                StoredModel.of(RunFolder.open(run), experiment),
                learnt,
                rows(6, List.of("pear", "mango", "apple")),
                options().open());
        assertThat(evaluation.metrics().accuracy()).isEqualTo(1);
        assertThat(evaluation.perClass().stream().map(Evaluation.ClassMetrics::name))
                .isEqualTo(FRUIT);
    }

    @Test
    void theRunIsVerifiedOnTheSameDataAlone() {
        assertThat(Runs.verify(run, parts(20, FRUIT), options()).same()).isTrue();
        assertThatThrownBy(() -> Runs.verify(run, parts(20, List.of("pear", "apple")), options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "is not what " + run + " was trained on: its rows have other values or another order");
    }

    @Test
    void whatNoNameFindsAgainIsRefusedWithWhatToDo() {
        String wanted = "a program gave the data of " + run
                + " as Parts; give the same to Runs.evaluate, Runs.verify, Runs.resume, Inspections.inspect";
        List<Runnable> asked = List.of(
                () -> Runs.evaluate(run, null, List.of(), options()),
                () -> Runs.verify(run, options()),
                () -> Inspections.inspect(run, new InspectSettings(), options(), _ -> {}),
                () -> Exports.activations(
                        run, folder.resolve("activations"), new Exports.Wanted(List.of(), null, null), options()));
        asked.forEach(each -> assertThatThrownBy(each::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("unknown data set 'fruit'")
                .hasMessageContaining(wanted));
    }

    @Test
    void dataOfAProgramWithTheNameOfAKnownSetIsNotTakenForThatSet() {
        Path moons = folder.resolve("moons");
        Dataset two = rows(2000, List.of("apple", "mango"));
        Dataset own = ArrayDataset.labelled("own", examples(two), labels(two), List.of("0", "1"));
        Runs.run(experiment("moons"), new Datasets(own), options().withOut(moons));
        assertThatThrownBy(() -> Runs.evaluate(moons, null, List.of(), options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a program gave the data of " + moons);
        assertThatThrownBy(() -> Runs.verify(moons, options()))
                .hasMessageContaining("is not what " + moons + " was trained on");
    }

    private static Tensor examples(Dataset data) {
        float[] values = new float[2 * data.size()];
        IntStream.range(0, data.size()).forEach(row -> data.example(row, values, 2 * row));
        return new Tensor(Shape.of(data.size(), 2), values);
    }

    private static int[] labels(Dataset data) {
        return IntStream.range(0, data.size()).map(data::label).toArray();
    }

    @Test
    void aStoppedRunGoesOnWithReportAndInspection() {
        Path stopped = folder.resolve("stopped");
        Experiment looking = experiment("fruit").withInspect(new InspectSettings().withRows(5));
        String whole = Runs.run(looking, parts(20, FRUIT), options().withOut(folder.resolve("whole")))
                .weightsSha256();
        RunOptions stopping = options().withOut(stopped).withListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded ended && ended.epoch() == 3) {
                throw new StoppedException("seen enough");
            }
        });
        assertThatThrownBy(() -> Runs.run(looking, parts(20, FRUIT), stopping)).isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> Runs.resume(stopped, options()))
                .hasMessageContaining("a program gave the data of " + stopped);
        assertThat(Runs.resume(stopped, parts(20, FRUIT), options()).weightsSha256())
                .isEqualTo(whole);
        assertThat(stopped.resolve(RunFolder.REPORT)).exists();
        assertThat(stopped.resolve(RunFolder.INSPECTION)).exists();
        assertThat(Inspections.inspect(
                        stopped, parts(20, FRUIT), new InspectSettings().withRows(4), options(), _ -> {}))
                .isNotEmpty();
    }
}
