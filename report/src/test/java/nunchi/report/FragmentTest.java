package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nunchi.backend.MatrixView;
import nunchi.data.Datasets;
import nunchi.data.Digits;
import nunchi.data.Splitter;
import nunchi.experiment.Experiment;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.reference.ReferenceBackend;
import nunchi.text.Numbers;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import nunchi.train.TrainingEvent.EpochEnded;
import nunchi.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What a notebook shows of results: without scripts, in a foreign page, in light and in dark.
final class FragmentTest {
    private static final String SEEN = """
            (async () => {
              const root = document.querySelector('.nunchi');
              const style = getComputedStyle(root);
              const lines = [...root.querySelectorAll('svg .line, svg .point')];
              return JSON.stringify({
                failed: failed,
                scripts: root.querySelectorAll('script, [data-chart], [data-map]').length,
                paper: style.backgroundColor,
                ink: style.color,
                lines: lines.length,
                widths: lines.map(line => line.getBoundingClientRect().width),
                texts: [...root.querySelectorAll('svg text')].map(text => text.textContent),
                cells: root.querySelectorAll('.confusion td').length,
                diagonal: [...root.querySelectorAll('.confusion .right')].map(cell => getComputedStyle(cell).backgroundColor),
                links: root.querySelectorAll('a').length,
                outside: getComputedStyle(document.querySelector('table.own')).borderCollapse,
                wide: document.documentElement.scrollWidth > innerWidth,
              });
            })()
            """;

    @TempDir
    private Path place;

    private JsonNode shown(String fragment, String body) throws IOException, InterruptedException {
        Path page = Files.writeString(
                place.resolve("page.html"),
                "<!DOCTYPE html><meta charset=\"utf-8\"><body %s><table class=\"own\"><tr><td>own</td></tr></table>%s</body>"
                        .formatted(body, fragment));
        return Browser.ask(page, 900, SEEN);
    }

    @Test
    void aRunHasItsCurvesAndItsConfusionMatrix() throws IOException, InterruptedException {
        JsonNode seen = shown(new Fragment().html(Fixture.copy(Fixture.RUN, place.resolve("run"))), "");
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("scripts").asInt()).isZero();
        assertThat(seen.path("links").asInt()).isZero();
        assertThat(seen.path("lines").asInt()).isGreaterThan(3);
        assertThat(seen.path("widths"))
                .allSatisfy(width -> assertThat(width.asDouble()).isPositive());
        assertThat(seen.path("texts")).extracting(JsonNode::asString).contains("epoch", "0.01", "80 %");
        assertThat(seen.path("cells").asInt()).isEqualTo(100);
        assertThat(seen.path("diagonal")).hasSize(10);
        assertThat(seen.path("wide").asBoolean()).isFalse();
    }

    @Test
    void aTrainingInMemoryHasItsCurvesAndItsConfusionMatrix() throws IOException, InterruptedException {
        Experiment experiment =
                Experiment.of(List.of(new Scale(16), new Dense(10)), new SoftmaxCrossEntropy(), new Adam(0.01), 4);
        Datasets digits = new Datasets(Digits.load()).withTest(new Splitter.Random(0.2), 1);
        Trained trained = Trainer.train(
                experiment,
                digits.withValidation(new Splitter.Random(0.1), 1),
                new ReferenceBackend(),
                TrainingListener.none());
        assertThat(trained.history().ended())
                .extracting(EpochEnded::epoch)
                .containsExactly(1, 2, 3, 4)
                .hasSize(trained.epochs());
        String html = trained.toHtml();
        double last = trained.history().ended().getLast().validation().loss();
        assertThat(html).contains("validation: from ", "to " + Numbers.loss(last) + " at the last", "Precision");
        JsonNode seen = shown(html, "");
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("scripts").asInt()).isZero();
        assertThat(seen.path("lines").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(seen.path("texts")).extracting(JsonNode::asString).contains("epoch", "0.5", "100 %");
        assertThat(seen.path("cells").asInt()).isEqualTo(100);
    }

    private static Stream<String> themes() {
        return Stream.of("data-jp-theme-light=\"true\"", "data-jp-theme-light=\"false\"", "class=\"vscode-dark\"");
    }

    @ParameterizedTest
    @MethodSource("themes")
    void aFragmentFollowsTheNotebooksTheme(String theme) throws IOException, InterruptedException {
        JsonNode seen = shown(new Fragment().html(Fixture.copy(Fixture.REPETITION, place.resolve("repeat"))), theme);
        boolean light = theme.contains("true");
        assertThat(seen.path("paper").asString()).isEqualTo(light ? "rgb(255, 255, 255)" : "rgb(20, 23, 27)");
        assertThat(seen.path("ink").asString()).isEqualTo(light ? "rgb(27, 31, 36)" : "rgb(228, 231, 235)");
        assertThat(seen.path("outside").asString()).as("a table of the page").isEqualTo("separate");
        assertThat(seen.path("lines").asInt()).isPositive();
    }

    @Test
    void aMapDrawsEachGroupAndNamesIt() throws IOException, InterruptedException {
        float[] places = {0, 0, 1, 1, 2, 0, 3, 1};
        MapDrawing map = new MapDrawing(
                "Four <points>", MatrixView.of(places, 4, 2), List.of(), new int[] {0, 1, 1, -1}, List.of("a", "<b>"));
        String html = map.toHtml();
        assertThat(html)
                .contains("Four &lt;points&gt;", "&lt;b&gt;</li>", "none</li>")
                .doesNotContain("<b>");
        JsonNode seen = shown(html, "");
        assertThat(seen.path("lines").asInt()).isEqualTo(3);
        assertThat(seen.path("failed")).isEmpty();
    }

    @Test
    void aComparisonHasALineForEachRun() throws IOException, InterruptedException {
        RunComparison comparison = RunComparison.of(List.of(
                Fixture.copy(Fixture.RUN, place.resolve("one")), Fixture.copy(Fixture.RUN, place.resolve("two"))));
        JsonNode seen = shown(comparison.toHtml(), "");
        assertThat(seen.path("lines").asInt())
                .isGreaterThanOrEqualTo(2 * comparison.runs().size());
    }
}
