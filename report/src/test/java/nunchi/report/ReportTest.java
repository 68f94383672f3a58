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
                        "Most confused classes",
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
                        "80 of the 360 examples of the test set were misclassified. The 31 most confident misclassifications are shown.");
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

    /// Removed, null, a text in place of a number: the report says less, but it is written.
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
        "evaluation.json, Most confused classes",
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

    static List<String> titles(String html, int level) {
        return Pattern.compile("<h" + level + " id=[^>]*>([^<]*)</h")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    static String body(String html) {
        return html.substring(html.indexOf("<main"), html.indexOf("</main>") + "</main>".length());
    }

    static long count(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .count();
    }
}
