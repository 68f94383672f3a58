package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.report.page.Chart;
import nunchi.report.page.Chart.Curves;
import nunchi.report.page.Chart.Lines;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Ends;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What stands at the axes of charts, as a browser draws them.
class ChartLabelsTest {
    private static final Measure ACCURACY = new Measure("accuracy", true, true, false);

    @TempDir
    private Path folder;

    private static JsonNode seen(Path page, int width) throws IOException, InterruptedException {
        JsonNode seen = Browser.ask(page, width, Browser.script("labels.js"));
        assertThat(seen.path("failed")).as("failures of the page's own script").isEmpty();
        assertThat(seen.path("charts")).as("charts on the page").isNotEmpty();
        return seen;
    }

    private static Chart curves(Measure measure, Point... points) {
        return new Curves(
                "A chart",
                measure,
                false,
                List.of(new Series("validation", List.of(points))),
                List.of(),
                null,
                null,
                null);
    }

    private static Chart lines(List<Series> series) {
        return new Lines("A chart", "examples", "", ACCURACY, false, null, series, null);
    }

    private List<String> texts(Chart chart) throws IOException, InterruptedException {
        Chapter chapter = Chapter.first();
        Html body = chapter.section("Chart", chapter.chart(chart, "One chart and no more than that"));
        Path page = Files.writeString(folder.resolve("page.html"), Page.of("Page", Html.NOTHING, body, chapter));
        JsonNode drawn = seen(page, 400).path("charts").path(0);
        assertThat(drawn.path("colliding")).isEmpty();
        return drawn.path("texts").valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        Fixture.LAB + ", 400",
        Fixture.LAB + ", 1280",
        Fixture.REPETITION + ", 400",
        Fixture.REPETITION + ", 1280"
    })
    void noTwoLabelsOfAChartMeet(String fixture, int width) throws IOException, InterruptedException {
        Path report = Report.write(Fixture.copy(fixture, folder.resolve("folder")));

        assertThat(seen(report, width).path("charts"))
                .allSatisfy(chart -> assertThat(chart.path("colliding"))
                        .as(chart.path("chart").asString())
                        .isEmpty());
    }

    @Test
    void anAxisEndsAtRoundNumbersAroundAllIntervals() throws IOException, InterruptedException {
        Series whiskers = new Series("test", List.of(new Point(1, 0.72), new Point(2, 0.88)))
                .withColour(0)
                .withEnds(List.of(new Ends(0.681, 0.76), new Ends(0.86, 0.997)));

        assertThat(texts(lines(List.of(whiskers))))
                .contains("60 %", "70 %", "100 %")
                .doesNotContain("68 %", "110 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy, true", "auc, false"})
    void noAxisGoesBeyondWhatAFigureCanBe(String measure) throws IOException, InterruptedException {
        String[] of = measure.split(", ");

        List<String> texts = texts(
                curves(new Measure(of[0], of[1].equals("true"), true, false), new Point(1, 0.6), new Point(2, 0.996)));

        assertThat(texts.stream()
                        .filter(text -> text.matches("[0-9.]+( %)?"))
                        .mapToDouble(text -> Double.parseDouble(text.replace(" %", ""))))
                .allMatch(value -> value <= (of[0].equals("auc") ? 2 : 100))
                .doesNotContain(1.02, 1.1);
    }

    @Test
    void aCurveOfOneEpochHasOneEpochAtItsAxis() throws IOException, InterruptedException {
        assertThat(texts(curves(ACCURACY, new Point(1, 0.84))))
                .contains("1", "epoch")
                .doesNotContain("0.5", "1.5", "140 %");
    }

    @Test
    void aNarrowPageNamesAllLinesOfAChartAtOnce() throws IOException, InterruptedException {
        List<Series> series = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> new Series(
                                "With the setting of number " + i, List.of(new Point(1, 0.5), new Point(2, i / 10.0)))
                        .withColour(i))
                .toList();

        List<String> texts = texts(lines(series));

        assertThat(texts.stream().filter(text -> text.startsWith("With the setting")))
                .hasSize(8);
        assertThat(texts).doesNotContain("1/8");
    }

    @Test
    void aNameOfSeveralWordsKeepsToTwoLinesBesideManyNumbers() throws IOException, InterruptedException {
        Path run = Fixture.copy(Fixture.RUN, folder.resolve("run"));
        for (String file : List.of("data.json", "evaluation.json")) {
            String text = Files.readString(run.resolve(file));
            assertThat(text).contains("\"classes\":[\"0\",");
            Files.writeString(
                    run.resolve(file),
                    text.replace("\"classes\":[\"0\",", "\"classes\":[\"an owl of kind number ten\","));
        }

        assertThat(seen(Report.write(run), 400).path("broken"))
                .as("short names of many lines")
                .isEmpty();
    }
}
