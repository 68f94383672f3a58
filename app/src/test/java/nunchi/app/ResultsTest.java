package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nunchi.codec.Tree;
import nunchi.data.PerSplit;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.record.RunRecord;
import nunchi.record.SpeedRecord;
import nunchi.run.RunFolder;
import nunchi.search.SearchResult;
import nunchi.search.Trial;
import nunchi.search.TrialOutcome;
import nunchi.train.MetricValues;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final int WIDE = 200;

    private static RunRecord run(long seed, double loss, double accuracy) {
        MetricValues figures = new MetricValues(loss, accuracy);
        return new RunRecord(
                RunRecord.KIND,
                "r",
                "finished",
                seed,
                null,
                2,
                new SpeedRecord(1, 1, 1),
                new PerSplit<>(figures, figures, figures),
                null,
                null,
                null,
                "00");
    }

    private static RunRecord failed(long seed) {
        return RunRecord.without("r", "failed", seed, "the loss is NaN");
    }

    private static SearchResult search(String value, RunRecord... runs) {
        Experiment experiment = new ExperimentFile().parse("""
                {name: s, data: {name: digits, validation: {random: 0.2}}, model: [{dense: {units: 10}}], loss: softmaxCrossEntropy,
                optimizer: {sgd: {learningRate: 0.1}}, train: {epochs: 1}}""");
        List<TrialOutcome> trials = new ArrayList<>();
        for (RunRecord run : runs) {
            String rate = trials.size() < 2 ? "0.1" : value;
            trials.add(new TrialOutcome(
                    new Trial(trials.size() + 1, Map.of("rate", Tree.of(rate)), experiment.withSeed(run.seed())), run));
        }
        return new SearchResult(new RunFolder(Path.of("s")), experiment, trials);
    }

    @Test
    void runsThatFailedAreCountedAndStandInNoMean() {
        assertThat(Results.of("r", List.of(run(1, 0.5, 0.8), failed(2)), WIDE))
                .contains("1 of 2 runs, 1 failed")
                .containsPattern("test loss +0.5000 +– +– +0.5000");
        assertThat(Results.of("r", List.of(run(1, 0.5, 0.8), run(2, 0.7, 0.8)), WIDE))
                .startsWith("r\n2 runs");
        assertThat(SearchTables.of(
                        search("0.2", run(1, 0.5, 0.8), failed(2), run(1, 0.6, 0.7), run(2, 0.6, 0.7)), WIDE))
                .containsPattern("rate=0.1 +1 of 2 ")
                .containsPattern("rate=0.2 +2 ");
    }

    @Test
    void aTableOfSettingsIsNoWiderThanAPage() {
        String table = SearchTables.of(
                search(
                        "a value of many words ".repeat(9).strip(),
                        run(1, 0.5, 0.8),
                        run(2, 0.4, 0.8),
                        run(1, 0.6, 0.7)),
                WIDE);
        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
        assertThat(table).contains("rate=a value of many", "runs");
    }

    @Test
    void intervalsEndWhereTheQuantityDoes() {
        assertThat(Results.of("r", List.of(run(1, 0.1, 0.99), run(2, 0.5, 0.90)), WIDE))
                .containsPattern("test loss .* 0 to 2.841")
                .containsPattern("test accuracy .* to 100.00 %");
        assertThat(SearchTables.of(
                        search(
                                "0.2",
                                run(1, 0.1, Double.NaN),
                                run(2, 0.5, Double.NaN),
                                run(1, 0.6, Double.NaN),
                                run(2, 0.6, Double.NaN)),
                        WIDE))
                .contains("0.3000 (0 to 2.841)");
    }

    @Test
    void differencesThatAreTheSameInEveryPairHaveNoProbability() {
        assertThat(SearchTables.of(
                        search("0.2", run(1, 0.5, 0.75), run(2, 0.4, 0.5), run(1, 0.5, 0.5), run(2, 0.4, 0.25)), WIDE))
                .containsPattern("less .* \\+25.00 points in every pair +–\n");
    }
}
