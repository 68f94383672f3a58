package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
final class TextCommandsTest {
    @TempDir
    private static Path folder;

    private static String run;
    private static Path table;

    @BeforeAll
    static void train() throws IOException {
        table = folder.resolve("reviews.csv");
        Files.writeString(
                table,
                "review,opinion\n"
                        + "a good film,good\na bad film,bad\n".repeat(10)
                        + "\"good, good\",good\nso bad,bad\n");
        Path study = folder.resolve("study.yaml");
        Files.writeString(study, """
                name: reviews
                data: {name: '%s', text: review, label: opinion, length: {max: 4}}
                model: [{embedding: 4}, meanOverTime, {dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.1}}
                train: {epochs: 20}
                """.formatted(table));
        run = folder.resolve("run").toString();
        Answer trained = Answer.to("run", study.toString(), "--out", run);
        assertThat(trained.errors()).isEmpty();
        assertThat(trained.code()).isZero();
    }

    @Test
    void textsArePredictedWithTheTokensThatTheModelSees() {
        Answer answer = Answer.to("predict", run, "--text", "a really good film", "--text", "bad");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.output())
                .containsPattern("'a really good film' +good .*a \\[really] good film")
                .containsPattern("'bad' +bad ")
                .contains("2 predicted in");
    }

    @Test
    void textsArePredictedAsJson() {
        Answer answer = Answer.to("predict", run, "--text", "a really bad film", "--json");
        assertThat(answer.code()).isZero();
        assertThat(answer.output())
                .contains(
                        "\"class\" : \"bad\"",
                        "\"tokens\" : [ \"a\", \"really\", \"bad\", \"film\" ]",
                        "\"unknown\" : [ 1 ]");
    }

    @Test
    void linesOfStandardInputAreTexts() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("good\r\n\nso bad".getBytes(StandardCharsets.UTF_8)));
        try {
            Answer answer = Answer.to("predict", run, "--text", "-");
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.output()).contains("standard input, line 1", "standard input, line 3");
            assertThat(answer.errors()).contains("standard input, line 2: the text is empty");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void textsThatCannotBePredictedAreRefused() {
        Answer empty = Answer.to("predict", run, "--text", "");
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.errors()).isEqualTo("nunchi: the text is empty: it has no word; write at least one\n");
        Answer tooLong = Answer.to("predict", run, "--text", "one two three four five");
        assertThat(tooLong.code()).isEqualTo(2);
        assertThat(tooLong.errors())
                .startsWith("nunchi: the text 'one two three four five' has 5 words, but an example has 4; shorten it")
                .containsOnlyOnce("\n");
        assertThat(Answer.to("predict", run).errors()).contains("nothing to predict is given");
    }

    @Test
    void tablesAndFilesOfTextsArePredicted() throws IOException {
        Path file = Files.writeString(folder.resolve("one.csv"), "review\nso good\n");
        Answer answer = Answer.to("predict", run, file.toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.output()).containsPattern("one.csv row 0 +good ");
        Answer evaluated = Answer.to("evaluate", run, "--set", "data.name=" + table);
        assertThat(evaluated.errors()).isEmpty();
        assertThat(evaluated.code()).isZero();
    }

    @Test
    void theReportHasTextsAndTheSummaryHasTheVocabulary() throws IOException {
        assertThat(Files.readString(Path.of(run, "report.html"))).contains("a good film", "unknown");
        Answer summary = Answer.to("summary", folder.resolve("study.yaml").toString());
        assertThat(summary.code()).isZero();
        assertThat(summary.output()).contains("embedding");
    }
}
