package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    @TempDir
    private Path temporary;

    @Test
    void theReportIsOneFileUnderItsFinalName() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));

        Path report = Report.write(folder);

        assertThat(report).isEqualTo(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("report.html.part")).doesNotExist();
        assertThat(Files.readString(Report.write(folder))).as("written again").isEqualTo(Files.readString(report));
    }

    @Test
    void aRunIsToldInSectionsFromTheDataToHowToReproduceIt() {
        String html = Report.html(Fixture.copy(Fixture.RUN, temporary.resolve("run")));

        assertThat(titles(html, 2))
                .containsExactly(
                        "What was run",
                        "Data",
                        "Network",
                        "Mathematics",
                        "Training",
                        "Results",
                        "Confusion matrix",
                        "Mistakes",
                        "One random example",
                        "How to reproduce it");
        assertThat(html)
                .contains(
                        "A network with 11,580 trainable parameters was trained on 1,437 examples of digits for 5,000 epochs")
                .contains("Of the 360 test examples it classifies 329 correctly: a test accuracy of 91.39\u00a0%")
                .contains("The published test accuracy is 94.44\u00a0%; this run&#39;s is 3.05 points lower.")
                .contains("<td>64×80 + 80</td>")
                .contains("True:\u00a00, Pred:\u00a04");
    }

    @Test
    void everyMistakeIsDrawnOnce() {
        String body = body(Report.html(Fixture.copy(Fixture.RUN, temporary.resolve("run"))));

        assertThat(count(body, "<figcaption>True:\u00a0\\d, Pred:\u00a0\\d")).isEqualTo(360 - 329);
    }

    @Test
    void mistakesThatWereNotKeptAreCountedAllTheSame() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        String evaluation = Files.readString(folder.resolve("evaluation.json"));
        Files.writeString(
                folder.resolve("evaluation.json"), evaluation.replace("\"part\":", "\"mistakeCount\":80,\"part\":"));

        assertThat(Report.html(folder))
                .contains(
                        "80 of the 360 examples of the test part were taken for another class. The 31 most confident mistakes are drawn.");
    }

    @Test
    void errorsOfPredictedNumbersAreShown() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Files.writeString(
                folder.resolve("evaluation.json"), "{\"part\":\"test\",\"metrics\":{\"mae\":0.25,\"r2\":0.5}}");

        assertThat(Report.html(folder))
                .contains("Mean absolute error", "0.2500", "R²")
                .doesNotContain("root mean squared error");
    }

    @Test
    void aQuickLabSaysSoAboveEverything() throws IOException {
        Path lab = Fixture.copy(Fixture.LAB, temporary.resolve("lab"));
        assertThat(Report.html(lab)).doesNotContain("A quick run: ");

        String result = Files.readString(lab.resolve("result.json"));
        Files.writeString(lab.resolve("result.json"), result.replace("\"kind\":", "\"quick\":true,\"kind\":"));

        assertThat(Report.html(lab)).contains("A quick run: ");
    }

    @Test
    void theBestEpochIsMarkedUnlessItIsTheLast() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        String result = Files.readString(folder.resolve("result.json"));
        String best = "\"best\":{\"epoch\":%d,\"monitor\":\"val_accuracy\",\"value\":0.9},\"name\":";

        Files.writeString(folder.resolve("result.json"), result.replace("\"name\":", best.formatted(3000)));
        assertThat(Report.html(folder))
                .contains(
                        "\"best\":3000",
                        "The best epoch by validation accuracy was epoch 3,000, with 90.00\u00a0%. The final model has the weights of the last epoch.");

        Files.writeString(folder.resolve("result.json"), result.replace("\"name\":", best.formatted(5000)));
        assertThat(Report.html(folder)).doesNotContain("\"best\":5000");
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
                        "Seen and unseen examples",
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

    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void nothingIsLoadedFromOutside(String fixture) {
        String html = Report.html(Fixture.copy(fixture, temporary.resolve("folder")));
        String markup = Pattern.compile("(<script[^>]*>).*?</script>", Pattern.DOTALL)
                .matcher(html)
                .replaceAll("$1");

        assertThat(Pattern.compile("(?:src|href|action|data|poster|srcset)=\"([^\"]*)\"")
                        .matcher(markup)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("#") || address.startsWith("data:"));
        assertThat(markup).doesNotContain("url(", "@import", "//cdn", "http:", "https:");
        assertThat(Page.script().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("fetch(", "XMLHttpRequest", "import(", "http");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void theMarkupIsWellFormedAndItsNamesAreUnique(String fixture) {
        String body = body(Report.html(Fixture.copy(fixture, temporary.resolve("folder"))));

        Markup.requireWellFormed(body);
        assertThat(Pattern.compile(" id=\"([^\"]*)\"").matcher(body).results().map(found -> found.group(1)))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        String html = Report.html(Fixture.copy(Fixture.LAB, temporary.resolve("lab")));
        List<String> names = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(Pattern.compile("href=\"#([^\"]*)\"").matcher(html).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(20)
                .allMatch(names::contains);
    }

    /// Every text of every file is replaced, so that none is forgotten.
    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void textThatLooksLikeMarkupStaysText(String fixture) {
        Path folder = Fixture.copy(fixture, temporary.resolve("folder"));
        Damage.replaceEveryText(folder, "</script><img src=x onerror=alert(1)>");

        String html = Report.html(folder);

        assertThat(html).contains("&lt;/script&gt;&lt;img src=x").doesNotContain("<img src=x");
        assertThat(count(html, "</script")).as("the page's own three scripts").isEqualTo(3);
        Markup.requireWellFormed(body(html));
    }

    /// Removed, null, a text in place of a number: the report says less, or the file and its fault are named.
    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void anyKeyMayBeMissingAndWhatIsOfAnotherTypeIsNamed(String fixture) {
        Path folder = Fixture.copy(fixture, temporary.resolve("folder"));

        int tried = Damage.everyKey(folder, () -> Report.body(new Folder(folder), Chapter.first()));

        assertThat(tried).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "data.json, Data",
        "model.json, Network",
        "journal.jsonl, Training",
        "evaluation.json, Confusion matrix",
        "evaluation.json, Mistakes",
        "evaluation.json, One random example"
    })
    void aMissingFileLeavesItsSectionOut(String file, String title) throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Files.delete(folder.resolve(file));

        assertThat(titles(Report.html(folder), 2)).isNotEmpty().doesNotContain(title);
    }

    @Test
    void theWeightsThatATrainingBeganWithAreNamed() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Path experiment = folder.resolve("experiment.yaml");
        assertThat(Report.html(folder)).doesNotContain("It began with the weights of");
        Files.writeString(
                experiment,
                Files.readString(experiment)
                        .replace("train: {", "train: {start: {from: runs/first, fresh: [\"4\"]}, "));

        assertThat(Report.html(folder))
                .contains("It began with the weights of runs/first, and with initial values in layer 4.");
    }

    @Test
    void aJournalCutOffByAKillIsReadUpToItsLastWholeLine() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Files.writeString(
                folder.resolve("journal.jsonl"),
                "{\"event\":\"epoch\",\"epoch\":1,\"loss\":2.5}\n{\"event\":\"epoch\",\"epo");

        assertThat(new Folder(folder).epochs()).hasSize(1);
        assertThat(titles(Report.html(folder), 2)).contains("Training");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Files.writeString(folder.resolve("evaluation.json"), "{\"part\":");

        assertThatThrownBy(() -> Report.write(folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("evaluation.json is damaged: line 1, column 9");
    }

    @Test
    void theLearningRateIsDrawnWhereItChangesAndTold() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        String epoch = "{\"event\":\"epoch\",\"epoch\":%d,\"loss\":1,\"learning_rate\":%s}\n";
        Files.writeString(folder.resolve("journal.jsonl"), epoch.formatted(1, 0.1) + epoch.formatted(2, 0.1));
        assertThat(Report.html(folder))
                .contains("The learning rate was 0.1 in every epoch.")
                .doesNotContain("Learning rate by epoch");
        Files.writeString(folder.resolve("journal.jsonl"), epoch.formatted(1, 0.1) + epoch.formatted(2, 0.01));
        assertThat(Report.html(folder))
                .contains("Learning rate by epoch", "from 0.1 at the first epoch to 0.01 at the last");
    }

    @Test
    void anUnfinishedRunSaysSo() throws IOException {
        Path folder = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        Files.delete(folder.resolve("result.json"));
        assertThat(Report.html(folder))
                .contains(
                        "This run has not ended: ",
                        " of 5,000 epochs are in its journal. <code>nunchi run <span class=\"whole\">--resume</span> run</code> goes on with it.");
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        assertThatThrownBy(() -> Report.write(temporary))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("holds no run");
    }

    private static List<String> titles(String html, int level) {
        return Pattern.compile("<h" + level + " id=[^>]*>([^<]*)</h")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String body(String html) {
        return html.substring(html.indexOf("<main"), html.indexOf("</main>") + "</main>".length());
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .count();
    }
}
