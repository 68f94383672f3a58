package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class AnswersTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path temporary;

    private ObjectNode evaluation() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(
                Fixture.copy(Fixture.RUN, temporary.resolve("run")).resolve("evaluation.json")));
    }

    private String html(ReportSection section, String file, JsonNode content) throws IOException {
        Files.createDirectories(temporary.resolve("run"));
        Files.writeString(temporary.resolve("run").resolve(file), content.toString());
        return section.body(new Folder(temporary.resolve("run")), Chapter.first())
                .markup();
    }

    private static List<String> found(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyKindOfMistakeLeadsFromItsCellToItsPictures() throws IOException {
        ObjectNode evaluation = evaluation();
        List<String> cells = found(html(new ConfusionSection(), "evaluation.json", evaluation), "href=\"#([^\"]*)\"");
        List<String> pairs = found(html(new MistakesSection(), "evaluation.json", evaluation), " id=\"([^\"]*)\"");

        assertThat(cells).isNotEmpty().doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pairs);
    }

    @Test
    void rightAnswersAreReachedFromTheDiagonal() throws IOException {
        ObjectNode evaluation = evaluation();
        ObjectNode right = evaluation
                .path("mistakes")
                .path(0)
                .asObject()
                .deepCopy()
                .put("truth", 3)
                .put("prediction", 3);
        evaluation.putArray("right").add(right);

        assertThat(html(new ConfusionSection(), "evaluation.json", evaluation))
                .contains("href=\"#answer-3-3\"")
                .doesNotContain("#answer-5-5");
        assertThat(html(new MistakesSection(), "evaluation.json", evaluation))
                .contains("id=\"answer-3-3\"")
                .contains("lowest confidence");
    }

    @Test
    void eachPictureTellsItsLikeliestClasses() throws IOException {
        ObjectNode evaluation = evaluation();
        ObjectNode mistake = evaluation.path("mistakes").path(0).asObject().deepCopy();
        mistake.put("truth", 1)
                .put("prediction", 2)
                .set("probabilities", JSON.readTree("[0.05, 0.15, 0.8, 0, 0, 0, 0, 0, 0, 0]"));
        evaluation.putArray("mistakes").add(mistake);

        assertThat(html(new MistakesSection(), "evaluation.json", evaluation))
                .contains("True:\u00a01, Pred:\u00a02", ">80.0\u00a0%<")
                .contains("data-said=\"[[&quot;2&quot;,0.8],[&quot;1&quot;,0.15],[&quot;0&quot;,0.05],");
    }

    @Test
    void aPageOnSeveralMembersDrawsFewerMistakesOfEach() throws IOException {
        ObjectNode evaluation = evaluation();
        JsonNode mistake = evaluation.path("mistakes").path(0);
        ArrayNode mistakes = evaluation.putArray("mistakes");
        IntStream.range(0, 400)
                .forEach(row -> mistakes.add(mistake.asObject().deepCopy().put("row", row)));
        evaluation.put("mistakeCount", 400);

        assertThat(found(html(new MistakesSection(), "evaluation.json", evaluation), "data-row=\"(\\d+)\""))
                .hasSize(400);
        String member = new MistakesSection()
                .body(new Folder(temporary.resolve("run")), Chapter.first().member("plain"))
                .markup();
        assertThat(found(member, "data-row=\"(\\d+)\"")).hasSize(300);
        assertThat(member).contains("The 300 most confident misclassifications are shown.");
    }

    @Test
    void aMatrixOfAHundredClassesStaysSmallAndItsGreatestAreListed() throws IOException {
        ObjectNode evaluation = JSON.createObjectNode();
        ArrayNode confusion = evaluation.putArray("confusion");
        IntStream.range(0, 100)
                .forEach(row -> IntStream.range(0, 100)
                        .forEach(column -> (column == 0 ? confusion.addArray() : (ArrayNode) confusion.path(row))
                                .add(row == column ? 90 : column == row + 1 ? row % 7 : 0)));

        String html = html(new ConfusionSection(), "evaluation.json", evaluation);

        assertThat(html).contains("--classes:100").hasSizeLessThan(500_000);
        assertThat(found(
                        html(new ConfusedSection(), "evaluation.json", evaluation),
                        "<tr><th scope=\"row\"><span class=\"own\">(\\d+)</span></th><td>\\d+</td>"))
                .hasSize(10)
                .startsWith("6", "13", "20");
    }

    @Test
    void theMostConfusedClassesAreListedWithTheirShareOfTheClass() throws IOException {
        assertThat(confused("[[8, 2, 0], [0, 9, 1], [3, 0, 1]]"))
                .containsSubsequence(">2<", ">0<", ">3<", ">75.00\u00a0%<")
                .containsSubsequence(">0<", ">1<", ">2<", ">20.00\u00a0%<")
                .containsSubsequence(">1<", ">2<", ">1<", ">10.00\u00a0%<");
        assertThat(confused("[[8, 0, 0], [0, 9, 0], [0, 0, 4]]"))
                .as("no mistakes")
                .isEmpty();
        assertThat(confused("[[8, 2], [1, 9]]")).as("two classes").isEmpty();
    }

    private String confused(String confusion) throws IOException {
        ObjectNode evaluation = JSON.createObjectNode();
        evaluation.set("confusion", JSON.readTree(confusion));
        return html(new ConfusedSection(), "evaluation.json", evaluation);
    }

    @Test
    void nearestTrainingExamplesAreCountedByTheirLabels() throws IOException {
        ObjectNode evaluation = evaluation();
        ObjectNode mistake = evaluation.path("mistakes").path(0).asObject();
        int truth = mistake.path("truth").asInt();
        ArrayNode nearest = mistake.putArray("nearest");
        for (int label : new int[] {truth, mistake.path("prediction").asInt(), truth}) {
            nearest.addObject()
                    .put("row", 5)
                    .put("label", label)
                    .put("distance", 1.5)
                    .set("image", mistake.path("image"));
        }
        evaluation.putObject("nearest").put("searched", 480).put("of", 1437);

        assertThat(html(new NearestSection(), "evaluation.json", evaluation))
                .contains("Of these 3 neighbours 1 bears the label that the model gave and 2 bear the true one.")
                .contains("at 1.50", "480 of the 1,437 training examples, evenly taken, were looked at");
    }

    @Test
    void confidenceIsHeldAgainstAccuracyAndAgainstChance() throws IOException {
        ObjectNode evaluation = JSON.createObjectNode().put("accuracy", 0.8);
        ObjectNode calibration = evaluation
                .putObject("calibration")
                .put("ece", 0.1)
                .put("brier", 0.3)
                .put("confidence", 0.9);
        ObjectNode bin = calibration
                .putArray("bins")
                .addObject()
                .put("from", 0.8)
                .put("to", 1.0)
                .put("rows", 10)
                .put("confidence", 0.9)
                .put("accuracy", 0.8);

        assertThat(html(new CalibrationSection(), "evaluation.json", evaluation))
                .contains("the difference of 10.00 points is within what chance alone gives for 10 examples");
        bin.put("rows", 1000);
        assertThat(html(new CalibrationSection(), "evaluation.json", evaluation))
                .contains("by 10.00 points it is surer than it is right")
                .contains("The expected calibration error is 10.00\u00a0%, the Brier score 0.3000.");
    }

    @Test
    void theTableOfClassesEndsInTheirMeans() throws IOException {
        ObjectNode evaluation = evaluation();
        ObjectNode metrics = evaluation.putObject("metrics").put("auc", 0.99);
        List.of("precision", "recall", "f1")
                .forEach(figure -> metrics.put(figure, 0.25).put(figure + "_weighted", 0.75));

        String html = html(new ResultsSection(), "evaluation.json", evaluation);

        assertThat(html)
                .contains("Macro mean", "Weighted mean", "class=\"sortable\"")
                .doesNotContain("mean of the classes)<");
        assertThat(found(html, "(25\\.00\u00a0%)")).hasSize(3);
    }

    @Test
    void theDrawingOfALongNetworkBreaksIntoColumns() throws IOException {
        String layer =
                "{\"path\":\"0.dense\",\"type\":\"dense\",\"output\":[16],\"parameters\":272,\"description\":{\"activation\":\"relu\"}}";
        String model = "{\"input\":[64],\"parameters\":5440,\"layers\":[%s]}";

        String drawn = html(
                new NetworkSection(),
                "model.json",
                JSON.readTree(model.formatted(String.join(",", Collections.nCopies(20, layer)))));

        assertThat(drawn)
                .contains("class=\"layers long\"")
                .contains("272 parameters (5.0\u00a0%)")
                .contains("d=\"M0.0 0H100.0L75.0 30H25.0Z\"", "x=\"25.0\" y=\"30\" width=\"50.0\"");
        assertThat(found(drawn, "<li class=\"(weights)\">")).hasSize(20);
        assertThat(html(new NetworkSection(), "model.json", JSON.readTree(model.formatted(layer))))
                .contains("class=\"layers\"");
    }

    @Test
    void theDrawingShowsWhatRunsSideBySide() throws IOException {
        String residual =
                "{\"type\":\"residual\",\"output\":[8,8,4],\"parameters\":9,\"description\":{\"layers\":[{\"conv2d\":{\"kernel\":3}}],\"shortcut\":[]}}";
        String branches =
                "{\"type\":\"branches\",\"output\":[8,8,4],\"parameters\":9,\"description\":{\"branches\":[[\"flatten\"],[\"flatten\"]]}}";

        String drawn = html(
                new NetworkSection(),
                "model.json",
                JSON.readTree("{\"input\":[8,8,4],\"layers\":[%s,%s]}".formatted(residual, branches)));

        assertThat(drawn).contains("conv2d 3 × 3", "the input itself", "branch 1", "branch 2");
    }
}
