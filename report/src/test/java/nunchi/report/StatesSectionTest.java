package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import nunchi.record.Float32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatesSectionTest {
    private static final int STEPS = 20;

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void copy() {
        run = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
    }

    /// Two examples, two units: the second unit's cell state is the larger one.
    private static String layer() {
        float[] c = new float[2 * STEPS * 2];
        float[] f = new float[c.length];
        for (int i = 0; i < c.length; i++) {
            c[i] = i % 2 == 0 ? -4 : i / 2 % STEPS * 0.1f;
            f[i] = i % 2 == 0 ? 0.25f : 1;
        }
        return "{\"path\":\"0.lstm\",\"cell\":\"lstm\",\"reverse\":false,\"steps\":%d,\"units\":2,\"values\":[{\"name\":\"c\",\"values\":\"%s\"},{\"name\":\"f\",\"values\":\"%s\"}]}"
                .formatted(STEPS, Float32.text(c), Float32.text(f));
    }

    /// A value at each step, and marks at steps 3 and 17.
    private static String example(int row) {
        float[] input = new float[2 * STEPS];
        for (int step = 0; step < STEPS; step++) {
            input[2 * step] = step / 20f;
        }
        input[2 * 2 + 1] = 1;
        input[2 * 16 + 1] = 1;
        return "{\"row\":%d,\"channels\":2,\"input\":\"%s\",\"target\":[1.5],\"prediction\":[1.25]}"
                .formatted(row, Float32.text(input));
    }

    private static String inspection(String examples) {
        return "{\"part\":\"test\",\"classes\":[],\"statesOverTime\":{\"examples\":[%s],\"layers\":[%s]}}"
                .formatted(examples, layer());
    }

    private static String ofNumbers() {
        return inspection(example(3) + "," + example(8));
    }

    private static String ofTokens() {
        String text =
                "{\"row\":0,\"tokens\":[\"<b>the</b>\",\"house\",\"is\"],\"unknown\":[1],\"target\":[0.0],\"prediction\":[0.3,0.7]}";
        return inspection(text + "," + text).replace("\"classes\":[]", "\"classes\":[\"en\",\"fr\"]");
    }

    private String report(String inspection) throws IOException {
        Files.writeString(run.resolve("inspection.json"), inspection);
        return Report.html(run);
    }

    private static List<JsonNode> charts(String html) {
        String data = html.substring(html.indexOf("{\"charts\":"));
        List<JsonNode> charts = new ArrayList<>();
        for (JsonNode chart : new JsonMapper()
                .readTree(data.substring(0, data.indexOf("</script>")))
                .path("charts")) {
            if (chart.path("kind").asString().equals("sequence")) {
                charts.add(chart);
            }
        }
        return charts;
    }

    private static byte[] bytes(JsonNode panel) {
        return Base64.getDecoder().decode(panel.path("values").asString());
    }

    @Test
    void eachStateAndGateIsAHeatMapWithTheUnitsInOneOrder() throws IOException {
        List<JsonNode> charts = charts(report(ofNumbers()));

        assertThat(charts).hasSize(2);
        assertThat(charts.get(1).path("caption").asString())
                .isEqualTo("0.lstm over the steps of test example 8: target 1.500, prediction 1.250");
        JsonNode cell = charts.getFirst().path("panels").path(0);
        assertThat(cell.path("name").asString()).isEqualTo("cell state c");
        assertThat(cell.path("least").asDouble()).isEqualTo(-4);
        assertThat(cell.path("largest").asDouble()).isEqualTo(4);
        byte[] bytes = bytes(cell);
        assertThat(bytes).hasSize(2 * STEPS);
        assertThat(bytes[0] & 0xff).as("0 in the middle").isEqualTo(127);
        assertThat((bytes[19] & 0xff) / 127.0 * 4 - 4).isCloseTo(1.9, within(0.02));
        assertThat(bytes[STEPS] & 0xff)
                .as("the unit of the least mean is the last")
                .isEqualTo(0);
        JsonNode forget = charts.getFirst().path("panels").path(1);
        assertThat(forget.path("name").asString()).isEqualTo("forget gate f");
        assertThat(forget.path("least").asDouble()).isZero();
        assertThat(bytes(forget)[0] & 0xff).as("1").isEqualTo(254);
        assertThat(bytes(forget)[STEPS] & 0xff).as("a quarter").isEqualTo(64);
    }

    @Test
    void theInputIsDrawnBelowAndItsMarksThroughAllHeatMaps() throws IOException {
        String html = report(ofNumbers());
        JsonNode chart = charts(html).getFirst();

        assertThat(chart.path("inputs")).hasSize(2);
        assertThat(chart.path("inputs").path(0).path("points").path(10).path(1).asDouble())
                .isEqualTo(0.5);
        assertThat(chart.path("marks").valueStream().map(JsonNode::asInt)).containsExactly(2, 16);
        assertThat(html).contains("Dashed lines are at the steps").contains("Where the forget gate f is near 1");
    }

    @Test
    void aTextHasItsTokensAtTheStepsWithoutPadding() throws IOException {
        String html = report(ofTokens());
        JsonNode chart = charts(html).getFirst();

        assertThat(chart.path("steps").asInt()).isEqualTo(3);
        assertThat(chart.path("tokens").valueStream().map(JsonNode::asString))
                .containsExactly("<b>the</b>", "[house]", "is");
        assertThat(chart.path("inputs")).isEmpty();
        assertThat(chart.path("marks")).isEmpty();
        assertThat(bytes(chart.path("panels").path(0))).hasSize(6);
        assertThat(chart.path("caption").asString()).endsWith("test example 0. True: en, Pred: fr");
        assertThat(html)
                .as("the largest value of c without padding")
                .containsPattern("cell state c</td>.*0\\.2000</td>")
                .doesNotContain("Dashed lines are at the steps");
    }

    @Test
    void theTableHasTheQuartilesOfAllValues() throws IOException {
        assertThat(report(ofNumbers()))
                .containsPattern("forget gate f</td>.*0\\.2500</td>.*0\\.2500</td>.*1\\.000</td>.*1\\.000</td>");
    }

    @Test
    void valuesThatAreNotAllThereAreNotDrawn() throws IOException {
        assertThat(report(ofNumbers().replace("\"units\":2", "\"units\":3"))).doesNotContain("States over time");
        assertThat(report("{\"part\":\"test\"}")).doesNotContain("States over time");
    }

    @Test
    void anyKeyMayBeMissing() throws IOException {
        report(ofNumbers());
        Damage.everyKey(run, () -> Report.body(new Folder(run), Chapter.first()));
        report(ofTokens());
        Damage.everyKey(run, () -> Report.body(new Folder(run), Chapter.first()));
    }

    /// The scripts draw each heat map as one picture, tell what is pointed at, and save all of it.
    @Test
    void aBrowserDrawsAndSavesThem() throws IOException, InterruptedException {
        for (String inspection : List.of(ofNumbers(), ofTokens())) {
            report(inspection);
            JsonNode walked = Browser.walk(Report.write(run), 900);
            assertThat(walked.path("failed")).isEmpty();
            assertThat(walked.path("ran")).isEmpty();
            assertThat(walked.path("wide").asBoolean()).isFalse();
            String saved = walked.path("files")
                    .valueStream()
                    .filter(file -> file.toString().contains("0-lstm-over-the-steps")
                            && file.toString().contains("<svg"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
            assertThat(saved)
                    .contains("cell state c", "forget gate f", "<image")
                    .contains("data:image/png");
            assertThat(saved.split("<image", -1)).hasSize(3);
            assertThat(walked.path("tips").toString()).contains("quartiles of the units");
        }
    }
}
