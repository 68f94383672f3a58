package nunchi.report;

import static nunchi.report.ReportTest.titles;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports of repetitions and of labs.
class ManyRunsReportTest {
    @TempDir
    private Path temporary;

    @Test
    void aQuickLabSaysSoAboveEverything() throws IOException {
        Path lab = Fixture.copy(Fixture.LAB, temporary.resolve("lab"));
        assertThat(Report.html(lab)).doesNotContain("A quick run: ");

        String result = Files.readString(lab.resolve("result.json"));
        Files.writeString(lab.resolve("result.json"), result.replace("\"kind\":", "\"quick\":true,\"kind\":"));

        assertThat(Report.html(lab)).contains("A quick run: ");
    }

    @Test
    void aRepetitionShowsItsSpreadAndEveryTrial() {
        String html = Report.html(Fixture.copy(Fixture.REPETITION, temporary.resolve("repeat")));

        assertThat(titles(html, 2))
                .containsExactly(
                        "Spread over the seeds",
                        "Training",
                        "Trials",
                        "Data",
                        "Network",
                        "Mathematics",
                        "Results",
                        "How to reproduce it");
        assertThat(html)
                .contains(
                        "8 runs, each with a seed of its own: mean test accuracy 94.65 ± 1.22\u00a0% (95\u00a0% interval of the mean). Single runs reach from ")
                .contains("The published 94.44\u00a0% is within that range.")
                .contains(">008<");
    }

    /// The interval is that of scipy's `ttest_ind(equal_var=False)`.
    @Test
    void aRepetitionStandsBesideThePublishedTrainings() throws IOException {
        Path folder = Fixture.copy(Fixture.REPETITION, temporary.resolve("repeat"));
        Files.writeString(folder.resolve("experiment.yaml"), """
                name: again
                published:
                  - {what: test accuracy, trial: 1, value: 0.92}
                  - {what: test accuracy, trial: 2, value: 0.93}
                  - {what: test accuracy, trial: 3, value: 0.925}
                """);

        String html = Report.html(folder);
        assertThat(html)
                .containsPattern(">002</span></th>(?:(?!</tr>).)*>93\\.00\u00a0%</td></tr>")
                .containsPattern(">004</span></th>(?:(?!</tr>).)*>–</td></tr>");
        assertThat(html)
                .contains(
                        "mean of the 3 published trainings by +2.15 points (95\u00a0% interval by Welch: 0.81 to 3.49)")
                .contains("more than the seeds explain")
                .contains("published accuracy")
                .contains("Published test accuracy")
                .contains("\"publishedTrials\":[[0.92,1],[0.93,2],[0.925,3]]")
                .doesNotContain("The published 92.00");
    }

    @Test
    void aRepetitionWithoutAnExperimentOfItsOwnTakesItsFirstTrials() throws IOException {
        Path folder = Fixture.copy(Fixture.REPETITION, temporary.resolve("repeat"));
        Files.delete(folder.resolve("experiment.yaml"));

        assertThat(Report.html(folder)).contains("The published 94.44\u00a0% is within that range.");
    }

    @Test
    void aLabComparesItsMembersAndThenTellsOfEach() {
        String html = Report.html(Fixture.copy(Fixture.LAB, temporary.resolve("lab")));

        assertThat(titles(html, 2))
                .containsExactly(
                        "Comparison",
                        "Generalization gap",
                        "Training side by side",
                        "One random example",
                        "A network from nothing but arrays",
                        "As scikit-learn&#39;s MLPClassifier has it");
        assertThat(titles(html, 3)).filteredOn("Mathematics"::equals).hasSize(2);
        assertThat(html).contains("As scikit-learn&#39;s MLPClassifier has it: <strong>");
    }

    @Test
    void aMemberThatWasRepeatedIsComparedByItsMeans() throws IOException {
        Path lab = Fixture.copy(Fixture.LAB, temporary.resolve("lab"));
        Fixture.copy(Fixture.REPETITION, lab.resolve("again"));
        String result = Files.readString(lab.resolve("result.json"));
        Files.writeString(lab.resolve("result.json"), result.replace("\"folder\":\"network\"", "\"folder\":\"again\""));

        String html = Report.html(lab);

        assertThat(html)
                .contains("A network from nothing but arrays (mean of 8 runs)")
                .contains("94.65 ± 1.22\u00a0%");
        assertThat(titles(html, 3)).contains("Spread over the seeds");
    }

    @Test
    void aFigureThatNoTrialHasIsNoColumn() throws IOException {
        Path folder = Fixture.copy(Fixture.REPETITION, temporary.resolve("repeat"));
        assertThat(Report.html(folder)).contains(">Test accuracy</");

        withoutAccuracies(folder);

        assertThat(Report.html(folder)).contains(">Test loss</").doesNotContain(">Test accuracy</");
    }

    @Test
    void membersThatPredictNumbersAreComparedByTheirLosses() throws IOException {
        Path lab = Fixture.copy(Fixture.LAB, temporary.resolve("lab"));
        Fixture.copy(Fixture.REPETITION, lab.resolve("again"));
        Path result = lab.resolve("result.json");
        Files.writeString(result, Files.readString(result).replace("\"folder\":\"network\"", "\"folder\":\"again\""));
        assertThat(Report.html(lab)).contains(">Training accuracy</");

        withoutAccuracies(lab);

        assertThat(Report.html(lab))
                .contains("The members side by side, means where there are several runs", ">Training loss</")
                .doesNotContain(">Training accuracy</", ">Test accuracy</");
    }

    @Test
    void membersThatPredictTextsAreComparedByTheirMetrics() throws IOException {
        Path lab = Fixture.copy(Fixture.LAB, temporary.resolve("lab"));
        Files.writeString(lab.resolve("network/evaluation.json"), """
                {"part": "test", "rows": 40, "targets": "sequence", "loss": 0.5, "accuracy": 0.875,
                 "metrics": {"exactMatch": 0.25, "bleu": 0.4165}}
                """);
        String html = Report.html(lab).replace('\u00a0', ' ');
        String table = html.substring(html.indexOf(">Training accuracy</"));
        assertThat(table.substring(0, table.indexOf("</table>")))
                .contains(">Exact match</", ">25.00 %</", ">41.65 %</")
                .contains(">–</");
    }

    private static void withoutAccuracies(Path folder) throws IOException {
        String accuracy = "\"accuracy\":([0-9.]+|\\{[^}]*})";
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file)
                        .replaceAll(accuracy + ",|," + accuracy, "")
                        .replace("test accuracy", "test loss");
                Files.writeString(file, text);
            }
        }
    }
}
