package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttentionSectionTest {
    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void copy() {
        run = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
    }

    private static String bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// Two tokens are predicted of three: the first looks at the last.
    private static final String CROSS = """
            {"part":"test","classes":[],"attention":{"examples":[
             {"row":4,"tokens":["<i>","b","c"],"unknown":[2],"predicted":["x",""],"target":"xy"}],
             "layers":[{"path":"0.encoderDecoder/decoder/2.crossAttention","kind":"cross","heads":1,
              "maps":[{"steps":2,"at":3,"weights":"%s"}]}]}}
            """.formatted(bytes(0, 51, 204, 102, 102, 51));

    private static final String SELF = """
            {"part":"test","classes":[],"attention":{"examples":[{"row":0,"tokens":["a","b"],"unknown":[]}],
             "layers":[{"path":"1.attention","kind":"self","heads":2,
              "maps":[{"steps":2,"at":2,"weights":"%s"}]}]}}
            """.formatted(bytes(255, 0, 0, 255, 128, 127, 0, 255));

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

    private static List<Integer> values(JsonNode panel) {
        List<Integer> values = new ArrayList<>();
        for (byte value : Base64.getDecoder().decode(panel.path("values").asString())) {
            values.add(value & 0xff);
        }
        return values;
    }

    @Test
    void predictedTokensAreColumnsAndThoseReadAreRows() throws IOException {
        String html = report(CROSS);
        JsonNode chart = charts(html).getFirst();
        assertThat(chart.path("caption").asString())
                .isEqualTo("0.encoderDecoder/decoder/2.crossAttention for test example 4. Target: xy");
        assertThat(chart.path("tokens").valueStream().map(JsonNode::asString)).containsExactly("x", "(end)");
        JsonNode panel = chart.path("panels").path(0);
        assertThat(panel.path("names").valueStream().map(JsonNode::asString)).containsExactly("<i>", "b", "[c]");
        assertThat(panel.path("largest").asDouble()).isCloseTo(0.8, within(1e-9));
        assertThat(values(panel)).containsExactly(0, 127, 64, 127, 254, 64);
        assertThat(html).contains("A column of a crossAttention").doesNotContain("<i>\"");
    }

    @Test
    void eachHeadIsAHeatMap() throws IOException {
        String html = report(SELF);
        JsonNode chart = charts(html).getFirst();
        assertThat(chart.path("panels")
                        .valueStream()
                        .map(panel -> panel.path("name").asString()))
                .containsExactly("head 1", "head 2");
        assertThat(chart.path("tokens").valueStream().map(JsonNode::asString)).containsExactly("a", "b");
        assertThat(values(chart.path("panels").path(1))).containsExactly(127, 0, 127, 254);
        assertThat(html).doesNotContain("A column of a crossAttention");
    }

    @Test
    void aDecoderLooksAtWhatItWroteBefore() throws IOException {
        JsonNode panel = charts(report(CROSS.replace("cross\"", "decoder\"")
                        .replace("\"at\":3", "\"at\":2")
                        .replaceFirst("\"weights\":\"[^\"]*", "\"weights\":\"" + bytes(255, 0, 100, 155))))
                .getFirst()
                .path("panels")
                .path(0);
        assertThat(panel.path("names").valueStream().map(JsonNode::asString)).containsExactly("(start)", "x");
    }

    @Test
    void valuesThatAreNotAllThereAreNotDrawn() throws IOException {
        assertThat(report(CROSS.replace("\"at\":3", "\"at\":4"))).doesNotContain("Each heat map has a column");
        assertThat(report(CROSS.replace("\"weights\":\"", "\"weights\":\"?")))
                .doesNotContain("Each heat map has a column");
        assertThat(report("{\"part\":\"test\"}")).doesNotContain("Each heat map has a column");
    }

    @Test
    void anyKeyMayBeMissing() throws IOException {
        report(CROSS);
        Damage.everyKey(run, () -> Report.body(new Folder(run), Chapter.first()));
        report(SELF);
        Damage.everyKey(run, () -> Report.body(new Folder(run), Chapter.first()));
    }

    /// The scripts draw each heat map as one picture, tell what is pointed at, and save all of it.
    @Test
    void aBrowserDrawsAndSavesThem() throws IOException, InterruptedException {
        for (String inspection : List.of(CROSS, SELF)) {
            report(inspection);
            JsonNode walked = Browser.walk(Report.write(run), 900);
            assertThat(walked.path("failed")).isEmpty();
            assertThat(walked.path("ran")).isEmpty();
            assertThat(walked.path("wide").asBoolean()).isFalse();
            assertThat(walked.path("tips").toString()).contains("the largest");
            assertThat(walked.path("files").toString()).contains("<image", "data:image/png");
        }
    }
}
