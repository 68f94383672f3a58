package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nunchi.experiment.ExperimentFile;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Ends;
import nunchi.report.page.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab of members that were repeated, and of two that searched the same number, from files written by hand.
class SideBySideTest {
    @TempDir
    private Path lab;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(lab.resolve("result.json"), """
                {"kind": "lab", "title": "Two", "members": [{"folder": "plain", "title": "Plain"}, {"folder": "other", "title": "Other"},
                  {"folder": "rates", "title": "Rates"}, {"folder": "more", "title": "More rates"}]}""");
        repeated("plain", 0.90, 0.91, 0.95);
        repeated("other", 0.92, 0.935, 0.97);
        searched("rates", 0);
        searched("more", 2);
    }

    private void repeated(String member, double... accuracies) throws IOException {
        StringBuilder trials = new StringBuilder();
        for (int seed = 1; seed <= accuracies.length; seed++) {
            Path trial = Files.createDirectories(lab.resolve(member).resolve("trials/" + seed));
            double accuracy = accuracies[seed - 1];
            Files.writeString(trial.resolve("journal.jsonl"), """
                    {"event": "epoch", "epoch": 1, "loss": %d, "accuracy": 0.5, "val_accuracy": 0.25}
                    {"event": "epoch", "epoch": 2, "loss": 1, "accuracy": 1, "val_accuracy": %s}
                    """.formatted(seed, accuracy));
            trials.append("""
                    %s{"folder": "trials/%d", "values": {}, "seed": %d, "train": {"loss": 0.1, "accuracy": 1}, "validation": {"loss": 0.5, "accuracy": %s}}""".formatted(seed == 1 ? "" : ",", seed, seed, accuracy));
        }
        Files.writeString(
                lab.resolve(member).resolve("result.json"),
                "{\"kind\": \"search\", \"settings\": [{\"values\": {}, \"runs\": 3}], \"trials\": [%s]}"
                        .formatted(trials));
    }

    private void searched(String member, int failed) throws IOException {
        Files.createDirectories(lab.resolve(member));
        Files.writeString(lab.resolve(member).resolve("result.json"), """
                {"kind": "search", "best": {"setting": 1, "by": "validation accuracy"}, "trials": [], "settings": [
                  {"values": {"optimizer.sgd.learningRate": 0.1}, "runs": 2, "failed": 0, "validation": {"accuracy": {"mean": 0.8, "confidence95": 0.01}}},
                  {"values": {"optimizer.sgd.learningRate": 1}, "runs": 2, "failed": 0, "validation": {"accuracy": {"mean": 0.9, "confidence95": 0.02}}},
                  {"values": {"optimizer.sgd.learningRate": 10}, "runs": %d, "failed": %d, "validation": {"accuracy": {"mean": 0.7, "confidence95": 0.03}}}]}""".formatted(2 - failed, failed));
    }

    /// Golden: scipy 1.10's t.interval(0.95, 2, mean, sem) of the paired differences 0.02, 0.025, 0.02 and of each
    /// member's three.
    @Test
    void membersAreComparedByTheirSeeds() {
        String html = Report.html(lab);
        assertThat(html)
                .contains("92.00 ± 6.57\u00a0%", "94.17\u00a0% (87.79 to 100.00)", "8.00 ± 6.57 points")
                .contains(
                        "Other: validation accuracy higher, gap in accuracy narrower, validation loss the same in every pair.")
                .contains("<strong>+2.17 (1.45 to 2.88)</strong>", "<strong>−2.17 (−2.88 to −1.45)</strong>");
    }

    @Test
    void nothingIsSaidOfADifferenceThatTheSeedsCouldHaveMade() throws IOException {
        repeated("other", 0.95, 0.90, 0.93);
        assertThat(Report.html(lab))
                .contains(
                        "Other: validation loss the same in every pair; no difference is shown in validation accuracy, gap in accuracy.")
                .doesNotContain("<strong>+");
    }

    @Test
    void pairsThatAllDifferByTheSameAreToldAsThat() throws IOException {
        repeated("other", 0.92, 0.93, 0.97);
        assertThat(Report.html(lab))
                .contains(
                        "Other: validation accuracy higher by the same in every pair, gap in accuracy narrower by the same in every pair, "
                                + "validation loss the same in every pair.")
                .contains("+2.00 in every pair", "−2.00 in every pair")
                .doesNotContain("+2.00 (2.00 to 2.00)");
    }

    private static Lines lines(Chapter chapter, int chart) {
        return (Lines) chapter.drawings().data().charts().get(chart);
    }

    @Test
    void whiskersOfALossEndAtZero() throws IOException {
        Path result = lab.resolve("rates/result.json");
        Files.writeString(
                result,
                Files.readString(result)
                        .replace("accuracy", "loss")
                        .replace("\"confidence95\": 0.0", "\"confidence95\": 3.0"));
        Chapter chapter = Chapter.first();
        String html = new SweepSection()
                .body(new Folder(lab.resolve("rates")), chapter)
                .markup();
        Ends ends = lines(chapter, 0).series().getFirst().ends().getFirst();
        assertThat(ends.low()).isZero();
        assertThat(ends.high()).isCloseTo(3.81, within(1e-9));
        assertThat(html).contains("0.8000 (0 to 3.810)");
    }

    @Test
    void membersThatWereTrainedOnOtherDataAreNotCompared() throws IOException {
        Files.writeString(lab.resolve("other/trials/1/experiment.yaml"), "data: {name: mnist}\n");
        assertThat(Report.html(lab)).contains("94.17\u00a0% (87.79 to 100.00)").doesNotContain("Against Plain");
    }

    @Test
    void curvesAreMeansOfTheRuns() {
        Chapter chapter = Chapter.first();
        new MemberCurvesSection().body(new Folder(lab), chapter);
        assertThat(lines(chapter, 1).measure().name()).isEqualTo("loss");
        assertThat(lines(chapter, 1).series().getFirst().points())
                .containsExactly(new Point(1, 2.0), new Point(2, 1.0));
        assertThat(lines(chapter, 0).series())
                .as("training and validation of two members")
                .hasSize(4);
        assertThat(lines(chapter, 0).series().get(1).dashed()).isTrue();
    }

    @Test
    void aNumberThatTwoMembersSearchedIsOneChartThatStopsWhereRunsFail() {
        Chapter chapter = Chapter.first();
        Html html = new SweepSection().body(new Folder(lab), chapter);
        assertThat(chapter.drawings().data().charts()).hasSize(1);
        assertThat(lines(chapter, 0).series().get(0).points()).hasSize(3);
        assertThat(lines(chapter, 0).series().get(1).points()).hasSize(2);
        assertThat(lines(chapter, 0).wide()).isTrue();
        assertThat(html.markup())
                .contains("Rates: the best mean is 90.00\u00a0%, at 1; no run failed.")
                .contains(
                        "More rates: the best mean is 90.00\u00a0%, at 1; "
                                + "the greatest value at which no run failed is 1, with 90.00\u00a0%; runs failed at 10 (2 of 2).");
    }

    @Test
    void aSearchOfOneNumberDrawsItToo() {
        assertThat(Report.html(lab.resolve("rates")))
                .contains("One number varied", "Validation accuracy by learning rate");
    }

    @Test
    void searchedValuesAreToldInWords() {
        assertThat(Stream.of("{}", "null", "0.00010", "\"relu\"", "{\"sgd\":{\"learningRate\":0.1}}")
                        .map(text -> SearchSummary.value(ExperimentFile.tree(text))))
                .containsExactly("default", "none", "0.0001", "relu", "{sgd: {learningRate: 0.1}}");
    }
}
