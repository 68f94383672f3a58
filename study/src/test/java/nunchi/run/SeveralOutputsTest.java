package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.data.CsvFile;
import nunchi.data.Reading;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.predict.Predictor;
import nunchi.record.JsonFile;
import nunchi.train.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tables with several columns of labels or targets. The numbers are those of scikit-learn:
/// `study/src/golden/output_cases.py`.
class SeveralOutputsTest {
    private static final Reading LABELS =
            Reading.PLAIN.withLabel("sum", "difference", "second").withIgnore("u", "v");
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    private Path folder;

    @Test
    void severalLabelColumnsAreLearntAsLogisticRegressionsLearnThem() throws Exception {
        RunResult result =
                Runs.run(experiment(LABELS, 3, new BinaryCrossEntropy()), OPTIONS.withOut(folder.resolve("run")));
        Evaluation found = result.evaluation();
        assertThat(found.metrics().loss()).isCloseTo(0.21898479762595466, within(1e-5));
        assertThat(found.metrics().accuracy()).isEqualTo(0.9);
        assertThat(found.metrics().metrics().get("precision")).isCloseTo(0.9132539682539682, within(1e-9));
        assertThat(found.metrics().metrics().get("recall")).isCloseTo(0.8895502645502645, within(1e-9));
        assertThat(found.metrics().metrics().get("f1")).isCloseTo(0.9009462759462759, within(1e-9));
        assertThat(found.metrics().metrics().get("auc")).isCloseTo(0.9656070710072903, within(1e-9));
        JsonNode second = JsonFile.read(result.folder().file(RunFolder.EVALUATION))
                .path("perClass")
                .path(2);
        assertThat(second.path("class").asString()).isEqualTo("second");
        assertThat(List.of(
                        second.path("truePositives").intValue(),
                        second.path("falsePositives").intValue(),
                        second.path("falseNegatives").intValue()))
                .containsExactly(24, 1, 3);
        assertThat(result.folder().schema().classes()).containsExactly("sum", "difference", "second");
        try (Predictor predictor = Predictor.load(folder.resolve("run"), OPTIONS)) {
            List<Float> first = predictor.predict(new float[] {6, -8}).values();
            assertThat(first.get(0)).isCloseTo(0.39919856f, within(1e-4f));
            assertThat(first.get(2)).isCloseTo(0.03983892f, within(1e-4f));
        }
        Path turned = Files.writeString(
                folder.resolve("turned.csv"), "second,difference,sum,y,x\n0,True,0,-8,6\n".replace("True", "1"));
        Evaluation other = Runs.evaluate(
                        folder.resolve("run"), null, List.of("data.name=" + turned, "data.ignore=[]"), OPTIONS)
                .evaluation();
        assertThat(other.metrics().accuracy()).as("columns in another order").isEqualTo(1);
    }

    @Test
    void severalTargetColumnsAreLearntAsALinearRegressionLearnsThem() throws Exception {
        Reading targets = Reading.PLAIN.withTarget("u", "v").withIgnore("sum", "difference", "second");
        RunResult result =
                Runs.run(experiment(targets, 2, new MeanSquaredError()), OPTIONS.withOut(folder.resolve("run")));
        assertThat(result.evaluation().metrics().loss()).isCloseTo(12.307428660493299, within(1e-4));
        assertThat(result.evaluation().metrics().metrics().get("mae")).isCloseTo(3.0302876274018207, within(1e-3));
        assertThat(result.evaluation().metrics().metrics().get("r2")).isCloseTo(0.9420061285068748, within(1e-6));
        try (Predictor predictor = Predictor.load(folder.resolve("run"), OPTIONS)) {
            assertThat(predictor.form().valueNames()).containsExactly("u", "v");
            assertThat(predictor.predict(new float[] {6, -8}).values().get(1)).isCloseTo(-21.29306122f, within(1e-2f));
        }
    }

    @Test
    void severalLabelsAreRefusedByLossesOfOneClass() throws Exception {
        refused(
                experiment(LABELS, 3, new SoftmaxCrossEntropy()),
                "where an example may have several, take binaryCrossEntropy");
        refused(
                experiment(LABELS, 3, new MeanSquaredError()),
                "has several labels or none, which meanSquaredError cannot learn");
        refused(
                experiment(Reading.PLAIN.withLabel("u", "v"), 2, new BinaryCrossEntropy()),
                "line 2: column 'u' holds 19, but of several label columns each says by 1 or 0 whether a label is true; for numbers name the columns as target");
        refused(
                experiment(Reading.PLAIN.withLabel("sum", "2"), 2, new BinaryCrossEntropy()),
                "label names column 'sum' twice");
        refused(
                experiment(LABELS.withIgnore("sum"), 3, new BinaryCrossEntropy()),
                "column 'sum' is named by both label and ignore");
    }

    @Test
    void anExperimentFileNamesOneLabelOrSeveral() throws IOException {
        String file =
                "name: a\ndata: {name: t.csv, label: %s}\nmodel: [{dense: {units: 2}}]\nloss: binaryCrossEntropy\noptimizer: {sgd: {learningRate: 1}}\n"
                        + "train: 1\n";
        ExperimentFile files = new ExperimentFile();
        assertThat(files.parse(file.formatted("sum")).data().label()).containsExactly("sum");
        Experiment several = files.parse(file.formatted("[sum, second]"));
        assertThat(several.data().label()).containsExactly("sum", "second");
        assertThat(files.parse(files.write(several))).isEqualTo(several);
        Path table = Files.writeString(folder.resolve("t.csv"), "a,b,c\n1,True,False\n2,False,False\n");
        assertThat(CsvFile.load(table, Reading.PLAIN.withLabel("b", "c")).classes())
                .containsExactly("b", "c");
    }

    private static Experiment experiment(Reading reading, int units, Loss loss) throws URISyntaxException {
        Path table = Path.of(SeveralOutputsTest.class.getResource("outputs.csv").toURI());
        return new Experiment(
                "outputs",
                new DataSettings(table.toString()).withReading(reading).withBatch(40),
                List.of(new Dense(units)),
                loss,
                new Adam(0.05),
                new TrainSettings(1500));
    }

    private static void refused(Experiment experiment, String message) {
        assertThatThrownBy(() -> Runs.run(experiment, OPTIONS))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }
}
