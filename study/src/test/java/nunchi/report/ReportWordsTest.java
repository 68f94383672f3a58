package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.experiment.Experiment;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.train.TrainingFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A page's sentences are true of the run at hand: of one that failed, one that predicts numbers, one without a test
/// part.
class ReportWordsTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    private Path folder;

    private Experiment houses(String rest) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("area,rooms,price\n");
        for (int row = 0; row < 60; row++) {
            double area = 40 + 100 * random.nextDouble();
            text.append("%s,%d,%s\n".formatted(area, row % 5, 3000 * area + 2e4 * (row % 5)));
        }
        Path table = Files.writeString(folder.resolve("houses.csv"), text);
        return OPTIONS.files().parse("""
                name: houses
                data: {name: '%s', target: [price], test: {random: 0.2}, preprocess: [standardize]}
                model: [{dense: {units: 4, activation: relu}}, {dense: {units: 1}}]
                loss: meanSquaredError
                train: {epochs: 3}
                %s""".formatted(table, rest), Experiment.class);
    }

    private String page(String place) throws IOException {
        return Files.readString(folder.resolve(place).resolve("report.html")).replaceAll("(?s)<script.*?</script>", "");
    }

    @Test
    void aRunThatFailedLeavesAReportThatSaysWhy() throws IOException {
        assertThatThrownBy(() -> Runs.run(
                        houses("optimizer: {sgd: {learningRate: 1e30}}"), OPTIONS.withOut(folder.resolve("run"))))
                .isInstanceOf(TrainingFailedException.class);

        assertThat(page("run")).contains("The run failed: the loss is not finite in epoch 1");
    }

    @Test
    void aRegressionIsToldByItsErrorsAndNotByClassesOrAccuracy() throws IOException {
        Runs.run(houses("optimizer: {adam: {learningRate: 0.1}}"), OPTIONS.withOut(folder.resolve("run")));

        assertThat(page("run"))
                .containsPattern(
                        "On the 12 test examples its predictions miss by \\d{2,3},\\d{3} in the mean, with an R² of")
                .contains("Examples in each split", "test MAE", "test RMSE", "test R²", "best epoch by training loss")
                .doesNotContain(">Accuracy<", "each class", ">Class<");
    }

    @Test
    void figuresOfTheTrainingExamplesAreNotTakenForThoseOfATestPart() throws IOException {
        Path run = Fixture.copy(Fixture.RUN, folder.resolve("run"));
        Files.writeString(
                run.resolve("evaluation.json"),
                Files.readString(run.resolve("evaluation.json")).replace("\"part\":\"test\"", "\"part\":\"train\""));

        assertThat(Report.html(run))
                .contains(
                        "Every class of the training set",
                        "These are the training examples, since there is no other split");
    }

    @Test
    void theTrialOfARepetitionIsNotSaidToBeOfAChosenSetting() {
        assertThat(Report.html(Fixture.copy(Fixture.REPETITION, folder.resolve("repeat"))))
                .contains("What follows is the report of trials/")
                .doesNotContain("the chosen setting");
    }

    /// A head is in capitals but for symbols, for words that are written small and for keys of the experiment.
    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void headsOfColumnsBeginWithACapital(String fixture) {
        String page = Report.html(inspected(Fixture.copy(fixture, folder.resolve("folder"))));
        List<String> heads = Pattern.compile("<th[^>]* scope=\"col\">([^<]+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(heads)
                .contains("Trustworthiness", "Layer")
                .allMatch(head -> head.matches("[\\p{Lu}\\d].*|[bkp]|t-SNE .*|true . predicted"));
    }

    /// With the inspection of two layers in every run.
    private static Path inspected(Path folder) {
        String layer = """
                {"path": "%s", "output": [4], "nearestLabel": 0.5, "pca": {"nearestLabel": 0.25, "shares": [0.5, 0.25], "places": [0, 0, 1, 1]}, \
                "tsne": {"converged": true, "nearestLabel": 0.5, "divergence": 1, "trustworthiness": 0.9, "places": [0, 0, 1, 1]}, \
                "clusters": {"kmeans": {"k": 2, "purity": 0.5}, "dbscan": {"clusters": 2, "noiseShare": 0.5}}}""";
        String inspection = "{\"rows\": 2, \"labels\": [0, 1], \"classes\": [\"a\", \"b\"], \"layers\": [%s, %s]}"
                .formatted(layer.formatted("examples"), layer.formatted("0.dense"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path run : files.filter(file -> file.endsWith("journal.jsonl"))
                    .map(Path::getParent)
                    .toList()) {
                Files.writeString(run.resolve("inspection.json"), inspection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    @Test
    void aJournalsKeyIsGivenInWords() {
        assertThat(Quantities.KNOWN.inWords("val_accuracy")).isEqualTo("validation accuracy");
        assertThat(Quantities.KNOWN.inWords("loss")).isEqualTo("training loss");
        assertThat(Quantities.KNOWN.inWords("val_auc")).isEqualTo("validation ROC-AUC");
        assertThat(Quantities.KNOWN.inWords("val_f1")).isEqualTo("validation F1 (mean of the classes)");
        assertThat(Words.inside("heapMegabytes")).isEqualTo("heap in MB");
    }
}
