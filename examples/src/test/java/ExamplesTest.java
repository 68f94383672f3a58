import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.experiment.ExperimentFile;
import nunchi.run.RunOptions;
import nunchi.search.Searches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every example runs and does what it says.
class ExamplesTest {
    private interface Program {
        void run() throws Exception;
    }

    @Test
    void digitsFromScratchHasNunchisGradients() throws Exception {
        String output = output(() -> DigitsFromScratch.main(new String[] {"20"}));
        assertThat(number(output, "gradients: (\\S+)")).isPositive().isLessThan(1e-11);
        assertThat(output).contains("epoch 1: loss");
    }

    @Test
    void theFirstModelLearnsAndPredictsInNineLines() throws Exception {
        String output = output(new FirstModel()::main);
        assertThat(number(output, "accuracy ([0-9.]+)")).isGreaterThan(0.93);
        assertThat(output).containsPattern("the first test example is a \\d");
        assertThat(Path.of("FirstModel.java")).content().hasLineCount(9);
        assertThat(Path.of("../docs/first-model.md")).content().contains(Files.readString(Path.of("FirstModel.java")));
    }

    @Test
    void aFileForJBangLearns() throws Exception {
        assertThat(number(output(new OneFile()::main), "accuracy ([0-9.]+)")).isGreaterThan(0.93);
    }

    @Test
    void theLanguageOfAWordIsLearntFromItsLetters() throws Exception {
        String output = output(new WordLanguage()::main);
        assertThat(number(output, "accuracy ([0-9.]+)")).isGreaterThan(0.8);
        assertThat(output).containsPattern("\"thinking\" is english, \"schlafen\" is german");
    }

    @Test
    void aTextIsGoneOnWith() throws Exception {
        String output = output(new CharacterModel()::main);
        assertThat(number(output, "perplexity ([0-9.]+)")).isBetween(1.0, 1.6);
        assertThat(output).contains("The quick brown fox");
    }

    @Test
    void aTranslatorWritesSentences() throws Exception {
        assumeThat(System.getenv("NUNCHI_DATA"))
                .as("NUNCHI_DATA, which names a folder with kor-eng; skipped without it")
                .isNotNull();
        String output = output(() -> new Translator().main(new String[] {"kor-eng", "1000"}));
        assertThat(number(output, "BLEU ([0-9.]+)")).isBetween(0.0, 1.0);
        assertThat(output).containsPattern("I am cold\\. -> \\p{IsHangul}+");
    }

    @Test
    void aMetricOfOnesOwnKeepsTheBestEpoch() throws Exception {
        assertThat(output(() -> OwnMetric.main(new String[0])))
                .containsPattern(
                        "(stopped early|finished) after \\d+ epochs; best epoch \\d+ with a cost of 0\\.\\d{4}");
    }

    @Test
    void aLayerAndAnOptimizerOfOnesOwnLearn() throws Exception {
        String output = output(() -> OwnLayer.main(new String[0]));
        assertThat(number(output, "accuracy ([0-9.]+)")).isGreaterThan(0.9);
    }

    @Test
    void aCellOfOnesOwnLearns() throws Exception {
        assertThat(number(output(() -> OwnCell.main(new String[0])), "accuracy ([0-9.]+)"))
                .isGreaterThan(0.9);
    }

    @Test
    void aLossOfOnesOwnLearns() throws Exception {
        assertThat(number(output(() -> OwnLoss.main(new String[0])), "accuracy ([0-9.]+)"))
                .isGreaterThan(0.95);
    }

    @Test
    void aConvolutionalNetworkReadsSmallImages(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        String output = output(() -> SmallImages.main(new String[] {run.toString()}));
        assertThat(number(output, "accuracy ([0-9.]+)")).isGreaterThan(0.95);
        assertThat(run.resolve("report.html")).content().contains("conv2d");
    }

    @Test
    void aTrainingStopsEarlyAndDrawsItsCurve(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        String output = output(() -> EarlyStop.main(new String[] {"digits", run.toString()}));
        assertThat(output).contains("stopped early after");
        assertThat(number(output, "test accuracy ([0-9.]+)")).isGreaterThan(0.95);
        assertThat(run.resolve("report.html")).content().contains("early-stop");
    }

    @Test
    void aModelIsHandedToOtherPrograms(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        assertThat(output(() -> ExportModel.main(new String[] {run.toString()})))
                .contains("0.dense/weight [64, 64]");
        assertThat(run.resolve("export/model.onnx")).isNotEmptyFile();
        assertThat(run.resolve("export/history.csv")).content().startsWith("epoch,loss,accuracy");
    }

    @Test
    void aDataLoaderOfOnesOwnIsLearntFrom(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        String output = output(() -> OwnDataset.main(new String[] {run.toString()}));
        assertThat(number(output, "accuracy ([0-9.]+)")).isGreaterThan(0.95);
        assertThat(run.resolve("report.html")).content().contains("lying");
    }

    @Test
    void digitsAreMappedAndGrouped() throws Exception {
        String output = output(() -> MapAndClusters.main(new String[0]));
        assertThat(number(output, "1-NN accuracy: ([0-9.]+)")).isGreaterThan(0.9);
        assertThat(number(output, "among the digits: ARI ([0-9.]+)")).isGreaterThan(0.5);
        assertThat(output).containsPattern("DBSCAN on the map: \\d+ clusters, ARI 0");
    }

    @Test
    void aSearchNamesItsBestSetting(@TempDir Path folder) throws Exception {
        String output =
                output(() -> Tuning.main(new String[] {folder.resolve("search").toString()}));
        assertThat(output)
                .contains("best: optimizer.adam.learningRate=0.0", "model.0.dense.units=16, seed 3: finished");
        assertThat(number(output, "test accuracy ([0-9.]+)")).isGreaterThan(0.9);
    }

    @Test
    void anExecutorOfOnesOwnTrainsEveryTrialByACommand(@TempDir Path folder) throws Exception {
        Path search = Files.writeString(folder.resolve("search.yaml"), """
                name: away
                data: {name: digits, preprocess: [{scale: 16}]}
                model: [{dense: {units: 10}}]
                loss: softmaxCrossEntropy
                optimizer: {sgd: {learningRate: 0.1}}
                train: {epochs: 1}
                search: {repeat: 2}
                """);
        Path out = folder.resolve("search");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        assertThat(output(() -> OwnExecutor.main(new String[] {
                    search.toString(), out.toString(), java, "-cp", classes, TrialProgram.class.getName()
                })))
                .contains("2 trials, report");
        assertThat(out.resolve("trials/002/weights/last.safetensors")).isNotEmptyFile();
        assertThat(out.resolve("report.html")).content().contains("Every trial");
    }

    /// What `nunchi run` does with one trial.
    static final class TrialProgram {
        public static void main(String[] arguments) {
            Searches.trial(
                    new ExperimentFile().read(Path.of(arguments[0])),
                    new RunOptions().withThreads(1).withOut(Path.of(arguments[2])));
        }
    }

    @Test
    void aRunsModelServesSeveralThreads(@TempDir Path folder) throws Exception {
        Path run = folder.resolve("run");
        output(() -> SmallImages.main(new String[] {run.toString()}));
        String output = output(() -> Serve.main(new String[] {run.toString()}));
        assertThat(output).contains("Likelihood[number=0, name=0");
        assertThat(number(output, "(\\d+) of 1797 digits")).isGreaterThan(1700);
    }

    @Test
    void aNetworkIsLookedInto(@TempDir Path folder) throws Exception {
        String output =
                output(() -> LookInside.main(new String[] {folder.resolve("run").toString()}));
        assertThat(number(output, "3.dense +1-NN accuracy ([0-9.]+)")).isGreaterThan(0.9);
        assertThat(output).contains("where it looks for a ", "@");
    }

    @Test
    void gradientsVanishThroughSigmoids(@TempDir Path folder) throws Exception {
        String output = output(
                () -> WatchGradients.main(new String[] {folder.resolve("run").toString()}));
        assertThat(number(output, "epoch 0  0.dense/weight +(\\S+)"))
                .isPositive()
                .isLessThan(number(output, "epoch 0  6.dense/weight +(\\S+)") / 1000);
        assertThat(output).contains("epoch 4  0.dense/weight");
    }

    @Test
    void twoOptimizersAreComparedOverSeeds(@TempDir Path folder) throws Exception {
        String output = output(() -> TwoOptimizers.main(new String[] {folder.toString()}));
        assertThat(number(output, "adam: test accuracy ([0-9.]+)")).isGreaterThan(0.9);
        assertThat(number(output, "p = ([0-9.]+)")).isBetween(0.0, 1.0);
    }

    @Test
    void aBuiltInStudyRunsFromAProgram(@TempDir Path folder) throws Exception {
        String output =
                output(() -> QuickLab.main(new String[] {folder.resolve("lab").toString()}));
        assertThat(output).containsPattern("scikit-learn: test accuracy \\[0\\.\\d+, 0\\.\\d+]");
        assertThat(folder.resolve("lab/report.html")).isNotEmptyFile();
    }

    private static double number(String output, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static String output(Program program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
