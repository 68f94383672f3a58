package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.record.Codec;
import nunchi.record.EvaluationRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The misclassified texts of a classifier.
class TextAnswersTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOSTILE = "<b>\"bold\"</b> & '<script>failed()</script>";
    private static final String HEBREW = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd! (abc) 2.";
    private static final String LONG = "Donaudampfschifffahrtsgesellschaft".repeat(9);

    @TempDir
    private Path folder;

    /// Of five texts, three of which are misclassified.
    private static ObjectNode evaluation() {
        ObjectNode evaluation = (ObjectNode) JSON.readTree("""
                {"part": "test", "rows": 5, "targets": "class", "loss": 0.5, "accuracy": 0.4, "metrics": {},
                 "classes": ["<i>english</i>", "other"], "confusion": [[1, 2], [1, 1]], "perClass": [],
                 "mistakeCount": 3, "samples": []}
                """);
        ArrayNode mistakes = evaluation.putArray("mistakes");
        add(mistakes, 4, 1, 0.9, HOSTILE).putArray("unknownTokens").add("<b>").add(" ");
        add(mistakes, 2, 0, 0.8, HEBREW);
        add(mistakes, 0, 1, 0.7, LONG);
        ArrayNode right = evaluation.putArray("right");
        add(right, 1, 0, 0.6, "house").put("truth", 0);
        add(right, 3, 1, 0.75, "Haus").put("truth", 1);
        return evaluation;
    }

    /// A mistake.
    private static ObjectNode add(ArrayNode list, int row, int prediction, double sure, String text) {
        ObjectNode answer = list.addObject()
                .put("row", row)
                .put("truth", 1 - prediction)
                .put("prediction", prediction)
                .put("text", text);
        ArrayNode probabilities = answer.putArray("probabilities");
        IntStream.range(0, 2).forEach(category -> probabilities.add(category == prediction ? sure : 1 - sure));
        return answer;
    }

    private Path run(JsonNode evaluation) throws IOException {
        Path run = Fixture.copy(Fixture.RUN, folder.resolve("run"));
        Files.writeString(run.resolve("evaluation.json"), evaluation.toString());
        return run;
    }

    private Html body(ReportSection section, JsonNode evaluation) throws IOException {
        Files.writeString(folder.resolve("evaluation.json"), evaluation.toString());
        return section.body(new Folder(folder), Chapter.first());
    }

    /// What stands in the elements, one after another.
    private static String words(Html html) {
        return html.markup().replaceAll("<[^>]+>", "|").replace('\u00a0', ' ').replaceAll(" *\\|[| ]*", "|");
    }

    @Test
    void misclassifiedTextsStandInATableTheMostConfidentFirst() throws IOException {
        assertThat(words(body(new MistakesSection(), evaluation())))
                .contains(
                        "3 of the 5 examples of the test set were misclassified."
                                + " The most confident misclassifications come first.",
                        "Each with its true class, the predicted class, and the probability of the prediction",
                        "|Text|True class|Predicted class|Probability|Unknown tokens|",
                        "|" + Html.escape(HOSTILE) + "|&lt;i&gt;english&lt;/i&gt;|other|90.0 %|[&lt;b&gt;]|[␣]|",
                        "|" + HEBREW + "|other|&lt;i&gt;english&lt;/i&gt;|80.0 %|",
                        "|" + LONG + "|&lt;i&gt;english&lt;/i&gt;|other|70.0 %|",
                        "|Correct predictions with the lowest confidence|",
                        "|Text|True class|Predicted class|Probability|house|&lt;i&gt;english&lt;/i&gt;|");
    }

    @Test
    void textsAreNeverMarkupAndKeepTheirDirection() throws IOException {
        String html = body(new MistakesSection(), evaluation()).markup();
        assertThat(html)
                .contains("<bdi>" + HEBREW + "</bdi>", "<bdi>&lt;b&gt;&quot;bold&quot;")
                .doesNotContain("<script>", "<b>", "<i>");
    }

    @Test
    void cellsOfTheConfusionMatrixLeadToTheirTexts() throws IOException {
        Html matrix = body(new ConfusionSection(), evaluation());
        assertThat(matrix.markup())
                .contains("A cell leads to its texts")
                .contains("href=\"#answer-0-1\"", "href=\"#answer-1-0\"", "href=\"#answer-0-0\"");
        assertThat(body(new MistakesSection(), evaluation()).markup())
                .contains("id=\"answer-0-1\"", "id=\"answer-1-0\"", "id=\"answer-0-0\"")
                .containsOnlyOnce("id=\"answer-0-1\"");
    }

    @Test
    void outputsThatAreNoProbabilitiesAreNamedSo() throws IOException {
        ObjectNode evaluation = evaluation();
        for (String list : List.of("mistakes", "right")) {
            evaluation
                    .path(list)
                    .valueStream()
                    .map(ObjectNode.class::cast)
                    .forEach(answer -> answer.set("scores", answer.remove("probabilities")));
        }
        assertThat(words(body(new MistakesSection(), evaluation)))
                .contains("|Text|True class|Predicted class|Output|", "|other|0.9|")
                .contains("Those with the largest output for the predicted class come first.");
    }

    @Test
    void aPageOnSeveralMembersHasFewerTexts() throws IOException {
        ObjectNode evaluation = evaluation().put("mistakeCount", 400);
        ArrayNode mistakes = evaluation.putArray("mistakes");
        IntStream.range(0, 400).forEach(row -> add(mistakes, row, 1, 0.9, "text " + row));
        Files.writeString(folder.resolve("evaluation.json"), evaluation.toString());
        Html member =
                new MistakesSection().body(new Folder(folder), Chapter.first().member("plain"));
        assertThat(words(member))
                .contains("The 300 most confident misclassifications are shown.", "|text 299|")
                .doesNotContain("|text 300|");
        assertThat(words(body(new MistakesSection(), evaluation))).contains("|text 399|");
    }

    @Test
    void runsOfBeforeHaveNoTexts() throws IOException {
        ObjectNode evaluation = evaluation();
        for (String list : List.of("mistakes", "right")) {
            evaluation
                    .path(list)
                    .valueStream()
                    .map(ObjectNode.class::cast)
                    .forEach(answer -> answer.remove(List.of("text", "unknownTokens")));
        }
        assertThat(body(new MistakesSection(), evaluation).isEmpty()).isTrue();
        assertThat(body(new ConfusionSection(), evaluation).markup()).doesNotContain("href", "A cell leads");
    }

    @Test
    void theRecordKeepsTextsAndTheirUnknownTokens() {
        EvaluationRecord read = Codec.read(evaluation().toString(), EvaluationRecord.class);
        assertThat(Codec.read(Codec.line(read), EvaluationRecord.class)).isEqualTo(read);
        assertThat(read.kept().mistakes().getFirst().text()).isEqualTo(HOSTILE);
        assertThat(read.kept().mistakes().getFirst().unknownTokens()).containsExactly("<b>", " ");
        assertThat(read.kept().mistakes().getLast().unknownTokens()).isEmpty();
        assertThat(Codec.line(read)).doesNotContain("null").doesNotContain("\"image\"");
    }

    @Test
    void aBrowserOrdersTheTextsAndOpensThemFromTheirCells() throws IOException, InterruptedException {
        JsonNode worked = Browser.ask(Report.write(run(evaluation())), 1100, Browser.script("controls.js"));
        assertThat(worked.path("failed")).isEmpty();
        assertThat(worked.path("filtered").path("rows").toString()).isEqualTo("[0,2,4]");
        assertThat(worked.path("filtered").path("told").asString()).isEqualTo("2 of 3");
        assertThat(worked.path("cell").path("heading").asString())
                .isEqualTo("True: <i>english</i>, Pred: <i>english</i>: 1 text");
        assertThat(worked.path("cell").path("pictures").asInt()).isEqualTo(1);
        assertThat(worked.path("cell").path("after").asInt()).isZero();
    }

    @Test
    void longTextsLeaveNarrowPagesAsTheyAre() throws IOException, InterruptedException {
        JsonNode walked = Browser.walk(Report.write(run(evaluation())), 500);
        assertThat(walked.path("failed")).isEmpty();
        assertThat(walked.path("wide").asBoolean()).isFalse();
        assertThat(walked.path("hiddenCaptions")).isEmpty();
        assertThat(walked.path("crowded")).isEmpty();
    }
}
