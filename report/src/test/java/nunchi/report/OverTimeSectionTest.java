package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverTimeSectionTest {
    private static final String GRADIENTS =
            "{\"part\":\"test\",\"gradientsOverTime\":[{\"path\":\"0.lstm\",\"before\":[0.0,0.001,0.01,1.0],\"after\":[0.5,0.5,0.25,4.0]}]}";

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void copy() {
        run = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
    }

    private String report(String inspection) throws IOException {
        Files.writeString(run.resolve("inspection.json"), inspection);
        return Report.html(run);
    }

    private static JsonNode lines(String html) {
        String data = html.substring(html.indexOf("{\"charts\":"));
        for (JsonNode chart : new JsonMapper()
                .readTree(data.substring(0, data.indexOf("</script>")))
                .path("charts")) {
            if (chart.path("caption").asString().startsWith("Gradient of the loss")) {
                return chart;
            }
        }
        throw new AssertionError("no chart of gradients over time");
    }

    private static List<Double> values(JsonNode line, int place) {
        return line.path("points")
                .valueStream()
                .map(point -> point.path(place).asDouble())
                .toList();
    }

    @Test
    void theNormsAreDrawnByTheirLogarithmsBesideTheirBounds() throws IOException {
        JsonNode chart = lines(report(GRADIENTS));

        assertThat(chart.path("caption").asString())
                .isEqualTo("Gradient of the loss with respect to the state of 0.lstm after each step");
        JsonNode series = chart.path("series");
        assertThat(series.valueStream().map(line -> line.path("name").asString()))
                .containsExactly("before training", "after training", "a quarter per step", "unchanged");
        assertThat(values(series.path(0), 0)).as("a norm of 0 has no logarithm").containsExactly(2.0, 3.0, 4.0);
        assertThat(values(series.path(0), 1)).containsExactly(-3.0, -2.0, 0.0);
        assertThat(values(series.path(1), 1).getLast()).isCloseTo(Math.log10(4), within(1e-6));
        assertThat(values(series.path(2), 1).getFirst()).isCloseTo(-3 * Math.log10(4), within(1e-6));
        assertThat(values(series.path(3), 1)).containsExactly(0.0, 0.0, 0.0, 0.0);
    }

    /// From the last step to the first there are three steps: (0.5 / 4) to the power of 1/3.
    @Test
    void theTableHasTheFactorOfAStep() throws IOException {
        assertThat(report(GRADIENTS))
                .contains("Gradients over time", "Factor per step back")
                .containsPattern("after training</td>.*0\\.5000</td>.*4\\.000</td>.*0\\.5000</td>");
    }

    @Test
    void theCellsOfTheModelAreExplainedAndNoOthers() throws IOException {
        assertThat(report(GRADIENTS)).contains("An LSTM has a second way").doesNotContain("A GRU keeps a share");
        assertThat(report(GRADIENTS.replace("0.lstm", "0.bidirectional/forward")))
                .contains("Backpropagation through time")
                .doesNotContain("An LSTM has a second way");
    }

    @Test
    void aRunWithoutThemHasNoSuchSection() throws IOException {
        assertThat(report("{\"part\":\"test\"}")).doesNotContain("Gradients over time");
    }

    @Test
    void anyKeyMayBeMissing() throws IOException {
        report(GRADIENTS);
        Damage.everyKey(run, () -> Report.body(new Folder(run), Chapter.first()));
        assertThat(report(GRADIENTS.replace("[0.5,0.5,0.25,4.0]", "[]"))).doesNotContain("Gradients over time");
    }
}
