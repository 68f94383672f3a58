package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What stands at the axes of charts, as a browser draws them.
class ChartLabelsTest {
    private static final String CURVES = "{\"measure\": \"%s\", \"share\": %s, \"published\": [], \"series\": [{\"name\": \"validation\", \"points\": %s}]}";
    private static final String WHISKERS = "{\"measure\": \"accuracy\", \"x\": \"examples\", \"series\": ["
            + "{\"name\": \"test\", \"group\": 0, \"points\": [[1, 0.72], [2, 0.88]],"
            + " \"ends\": [[0.681, 0.76], [0.86, 0.997]]}]}";

    @TempDir
    private Path folder;

    private static JsonNode seen(Path page, int width) throws IOException, InterruptedException {
        JsonNode seen = Browser.ask(page, width, Browser.script("labels.js"));
        assertThat(seen.path("failed")).as("failures of the page's own script").isEmpty();
        assertThat(seen.path("charts")).as("charts on the page").isNotEmpty();
        return seen;
    }

    private List<String> texts(String kind, String values) throws IOException, InterruptedException {
        Chapter chapter = Chapter.first();
        ObjectNode numbers = (ObjectNode) new JsonMapper().readTree(values);
        Html body = chapter.section("Chart", new Chart(kind, "A chart", "One chart and no more than that", numbers).html(chapter));
        Path page = Files.writeString(folder.resolve("page.html"), Page.of("Page", Html.NOTHING, body, chapter));
        JsonNode chart = seen(page, 400).path("charts").path(0);
        assertThat(chart.path("colliding")).isEmpty();
        return chart.path("texts").valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @CsvSource({Fixture.LAB + ", 400", Fixture.LAB + ", 1280", Fixture.REPETITION + ", 400", Fixture.REPETITION + ", 1280"})
    void noTwoLabelsOfAChartMeet(String fixture, int width) throws IOException, InterruptedException {
        Path report = Report.write(Fixture.copy(fixture, folder.resolve("folder")));

        assertThat(seen(report, width).path("charts")).allSatisfy(chart -> assertThat(chart.path("colliding")).as(chart.path("chart").asString()).isEmpty());
    }

    @Test
    void anAxisEndsAtRoundNumbersAroundAllIntervals() throws IOException, InterruptedException {
        assertThat(texts("lines", WHISKERS)).contains("60 %", "70 %", "100 %").doesNotContain("68 %", "110 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy, true", "auc, false"})
    void noAxisGoesBeyondWhatAFigureCanBe(String measure) throws IOException, InterruptedException {
        String[] of = measure.split(", ");

        List<String> texts = texts("curves", CURVES.formatted(of[0], of[1], "[[1, 0.6], [2, 0.996]]"));

        assertThat(texts.stream().filter(text -> text.matches("[0-9.]+( %)?")).mapToDouble(text -> Double.parseDouble(text.replace(" %", ""))))
                .allMatch(value -> value <= (of[0].equals("auc") ? 2 : 100)).doesNotContain(1.02, 1.1);
    }

    @Test
    void aCurveOfOneEpochHasOneEpochAtItsAxis() throws IOException, InterruptedException {
        assertThat(texts("curves", CURVES.formatted("accuracy", true, "[[1, 0.84]]"))).contains("1", "epoch").doesNotContain("0.5", "1.5", "140 %");
    }

    @Test
    void aNarrowPageNamesAllLinesOfAChartAtOnce() throws IOException, InterruptedException {
        StringBuilder series = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            series.append(i == 0 ? "" : ",")
                    .append("{\"name\": \"With the setting of number %d\", \"group\": %1$d, \"points\": [[1, 0.5], [2, 0.%1$d]]}".formatted(i + 1));
        }

        List<String> texts = texts("lines", "{\"measure\": \"accuracy\", \"x\": \"epoch\", \"series\": [%s]}".formatted(series));

        assertThat(texts.stream().filter(text -> text.startsWith("With the setting"))).hasSize(8);
        assertThat(texts).doesNotContain("1/8");
    }

    @Test
    void aNameOfSeveralWordsKeepsToTwoLinesBesideManyNumbers() throws IOException, InterruptedException {
        Path run = Fixture.copy(Fixture.RUN, folder.resolve("run"));
        for (String file : List.of("data.json", "evaluation.json")) {
            String text = Files.readString(run.resolve(file));
            assertThat(text).contains("\"classes\":[\"0\",");
            Files.writeString(run.resolve(file), text.replace("\"classes\":[\"0\",", "\"classes\":[\"an owl of kind number ten\","));
        }

        assertThat(seen(Report.write(run), 400).path("broken")).as("short names of many lines").isEmpty();
    }
}
