package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.report.Table.Cell;
import nunchi.report.page.Chart;
import nunchi.report.page.Chart.Measure;
import nunchi.report.page.Clustering;
import nunchi.report.page.Clustering.Method;
import nunchi.report.page.Clustering.Tried;
import nunchi.report.page.Ends;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a reader's presses, pointers and keys bring about on a page, in a browser.
class ControlsTest {
    private static final int WIDTH = 1100;
    private static final Measure ACCURACY = new Measure("accuracy", true, true, false);
    private static final Measure LOSS = new Measure("loss", false, false, false);
    private static final List<Series> SERIES = List.of(
            new Series("training", List.of(new Point(1, 0.5), new Point(2, 0.9)))
                    .withColour(0)
                    .withPlace(0.0),
            new Series("validation", List.of(new Point(1, 0.4), new Point(2, 0.8)))
                    .withColour(1)
                    .withDashes(true)
                    .withEnds(List.of(new Ends(0.3, 0.5), new Ends(0.7, 0.9))));

    /// One of each kind.
    private static final List<Chart> CHARTS = List.of(
            new Chart.Curves(
                    "Curves",
                    ACCURACY,
                    false,
                    SERIES,
                    List.of(new Point(2, 0.85)),
                    1,
                    new Chart.Convergence(1, 2, 0.4, 0.8),
                    null),
            new Chart.Lines("Lines", "examples", "", LOSS, false, null, SERIES, new Chart.Mark(1.5, "taken", false)),
            new Chart.Depth(
                    "Depth", SERIES.stream().map(each -> each.withPlace(0.5)).toList()),
            new Chart.Spread(
                    "Spread",
                    List.of(new Chart.Trial(0.9, 1), new Chart.Trial(0.9, 2)),
                    List.of(0.91),
                    List.of(new Chart.Trial(0.92, 3)),
                    0.9,
                    new Ends(0.89, 0.91)),
            new Chart.Settings(
                    "Settings",
                    ACCURACY,
                    List.of(new Chart.Setting("1: units 16", new Chart.Mean(0.8, 0.7, 0.9), null))),
            new Chart.Scatter(
                    "Scatter",
                    "rate",
                    "validation accuracy",
                    ACCURACY,
                    true,
                    List.of(new Chart.NamedPoint(0.1, 0.8, "a"), new Chart.NamedPoint(10, 0.9, "b"))),
            new Chart.Calibration(
                    "Calibration", List.of(new Chart.Bin(0, 0.5, 0, null, null), new Chart.Bin(0.5, 1, 9, 0.8, 0.7))),
            new Chart.Distribution(
                    "Distribution",
                    List.of(new Chart.Column(0, -1, 1, List.of(1L, 3L)), new Chart.Column(1, -2, 2, List.of(2L, 2L)))),
            new Chart.Sequence(
                    "Sequence",
                    2,
                    null,
                    List.of(new Chart.Panel("state h", "unit", -1, 1, "AH/+/w==")),
                    List.of(new Series("input", List.of(new Point(1, 0.0), new Point(2, 1.0)))),
                    List.of(1)));

    @TempDir
    private Path folder;

    private static JsonNode worked(Path page) throws IOException, InterruptedException {
        JsonNode worked = Browser.ask(page, WIDTH, Browser.script("controls.js"));
        assertThat(worked.path("failed"))
                .as("failures of the page's own script")
                .isEmpty();
        return worked;
    }

    private JsonNode worked(Html body, Chapter chapter) throws IOException, InterruptedException {
        return worked(Files.writeString(folder.resolve("page.html"), Page.of("Page", Html.NOTHING, body, chapter)));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void everyKindOfChartIsDrawnAndSaved() throws IOException, InterruptedException {
        Chapter chapter = Chapter.first();
        Html body = chapter.section(
                "Charts",
                Html.join(CHARTS.stream()
                        .map(chart -> chapter.chart(chart, "One of each kind of chart"))
                        .toList()));

        JsonNode worked = worked(body, chapter);

        assertThat(CHARTS.stream().<Object>map(Object::getClass))
                .as("no kind is left out")
                .containsExactlyInAnyOrder((Object[]) Chart.class.getPermittedSubclasses());
        assertThat(worked.path("charts")
                        .valueStream()
                        .map(chart -> chart.path("kind").asString()))
                .containsExactlyElementsOf(CHARTS.stream().map(Chart::kind).toList());
        assertThat(worked.path("charts"))
                .allSatisfy(chart -> assertThat(chart.path("drawn").asInt())
                        .as(chart.path("kind").asString())
                        .isPositive());
        List<String> of = texts(worked.path("charts").path(0).path("texts"));
        assertThat(of).contains("training", "validation", "published", "best epoch 1", "epoch");
        assertThat(worked.path("charts")
                        .valueStream()
                        .filter(chart -> chart.path("toggled").asBoolean(false))
                        .map(chart -> chart.path("kind").asString()))
                .as("axes that can be logarithmic")
                .containsExactly("curves", "lines");
        requireSavedDrawings(worked.path("files").valueStream().toList());
    }

    private static void requireSavedDrawings(List<JsonNode> files) {
        assertThat(files)
                .hasSize(18)
                .filteredOn(file -> file.path("name").asString().endsWith(".svg"))
                .hasSize(9)
                .allSatisfy(file -> assertThat(file.path("text").asString()).startsWith("<svg xmlns"));
        assertThat(files)
                .filteredOn(file -> file.path("name").asString().endsWith(".png"))
                .hasSize(9)
                .allSatisfy(file -> assertThat(file.path("width").asInt()).isGreaterThan(300));
    }

    @Test
    void aTableIsSortedByNumbersAndByWordsAndSavedAsItStands() throws IOException, InterruptedException {
        Table table = new Table("Some runs").column("Name").number("Loss").sortable();
        table.row(Cell.text("b"), Cell.loss(10.0))
                .row(Cell.text("c"), Cell.text("–"))
                .row(Cell.text("a"), Cell.loss(9.5));
        Chapter chapter = Chapter.first();

        JsonNode worked = worked(chapter.section("Tables", table.html()), chapter);

        JsonNode sorted = worked.path("sorted");
        assertThat(texts(sorted.path(0).path(0))).containsExactly("a", "b", "c");
        assertThat(texts(sorted.path(0).path(1))).containsExactly("c", "b", "a");
        assertThat(texts(sorted.path(1).path(0))).containsExactly("9.5", "10.0", "–");
        assertThat(texts(sorted.path(1).path(1)))
                .as("what is missing stays last")
                .containsExactly("10.0", "9.5", "–");
        assertThat(worked.path("files").path(0).path("name").asString()).isEqualTo("some-runs.csv");
        assertThat(worked.path("files").path(0).path("text").asString())
                .isEqualTo("Name,Loss\r\nb,10.0\r\na,9.5\r\nc,\r\n");
    }

    @Test
    void answersAreOrderedFilteredAndReachedFromTheirCells() throws IOException, InterruptedException {
        JsonNode worked = worked(Report.write(Fixture.copy(Fixture.RUN, folder.resolve("run"))));

        JsonNode filtered = worked.path("filtered");
        assertThat(filtered.path("rows").valueStream().map(JsonNode::asInt))
                .hasSize(filtered.path("all").asInt())
                .isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(texts(filtered.path("left")))
                .isNotEmpty()
                .containsOnly(filtered.path("wanted").asString())
                .hasSizeLessThan(filtered.path("all").asInt());
        assertThat(filtered.path("told").asString())
                .startsWith(filtered.path("left").size() + " of ");
        assertThat(worked.path("cell").path("heading").asString()).matches(".+: \\d+ images?.*");
        assertThat(worked.path("cell").path("pictures").asInt()).isPositive();
        assertThat(worked.path("cell").path("after").asInt())
                .as("images once it is closed")
                .isZero();
    }

    @Test
    void aRowIsMarkedInAllMapsAndAGroupIsHiddenOrShownAlone() throws IOException, InterruptedException {
        MatrixView places = MatrixView.of(new float[] {0, 0, 4, 1, 2, 2, 3, 3}, 4, 2);
        List<MapDrawing> maps = IntStream.range(0, 2)
                .mapToObj(i -> new MapDrawing(
                        "map " + i,
                        places,
                        i == 0 ? List.of("first", "second") : List.of(),
                        new int[] {0, 1, -1, 1},
                        List.of("cat", "dog")))
                .toList();

        JsonNode worked = worked(new MapReport("m", "s", new LinkedHashMap<>(), maps, List.of(), null, "c")
                .write(folder.resolve("map.html")));

        JsonNode pointed = worked.path("pointed");
        assertThat(texts(pointed.path("byKey").path("rings"))).containsExactly("block", "block");
        assertThat(pointed.path("byKey").path("card").asString())
                .contains("cat")
                .endsWith("row 0");
        assertThat(texts(pointed.path("byPointer").path("rings"))).containsExactly("block", "block");
        assertThat(texts(pointed.path("after"))).containsExactly("none", "none");
        assertThat(pointed.path("hidden").asBoolean()).isTrue();
        assertThat(texts(worked.path("grouped").path("hidden"))).startsWith("false", "true", "true");
        assertThat(texts(worked.path("grouped").path("alone"))).startsWith("false", "true", "false");
        assertThat(texts(worked.path("grouped").path("after"))).doesNotContain("false");
        assertThat(worked.path("files")
                        .valueStream()
                        .map(file -> file.path("name").asString()))
                .contains("map-0.svg", "map-0.png", "map-1.svg", "map-1.png");
    }

    private static Method method(List<Tried> tried) {
        return new Method(0, 1, tried);
    }

    private static Clustering clustering() {
        return new Clustering(
                method(List.of(
                        new Tried("one cluster", 1, null, null, "AAAAAA=="),
                        new Tried("two clusters", 2, null, null, "AAABAQ=="))),
                method(List.of(
                        new Tried("all noise", null, 0.5, 5, "/////w=="),
                        new Tried("one and noise", null, 1.5, 5, "AAAA/w=="))));
    }

    /// A box as the section of clusterings writes it: three maps, sliders, and curves after it.
    @Test
    void slidersShowEverySettingWithItsClustersAndWords() throws IOException, InterruptedException {
        Chapter chapter = Chapter.first();
        MatrixView places = MatrixView.of(new float[] {0, 0, 4, 1, 2, 2, 3, 3}, 4, 2);
        int number = chapter.drawings().add(clustering());
        int known = MapDrawing.colouring(chapter, new int[] {0, 0, 1, 1}, List.of("a", "b"));
        String figures = IntStream.range(0, 3)
                .mapToObj(i -> "<figure>"
                        + new MapDrawing("map " + i, places, List.of(), null, List.of())
                                .box(chapter, null, i == 0 ? known : null)
                                .markup()
                        + "<figcaption></figcaption>"
                        + List.of("", slider("k"), slider("epsilon")).get(i)
                        + "<div class=\"tools\"></div><div class=\"legend\"></div></figure>")
                .collect(Collectors.joining());
        Html curve = LineDrawing.distances("distances", List.of(new double[] {1, 1}, new double[] {2, 3}), 0.5)
                .html(chapter);

        JsonNode slid = worked(
                        Html.join(
                                Html.trusted("<div class=\"maps clustered\" data-clustering=\"%d\">%s</div>"
                                        .formatted(number, figures)),
                                Html.tag("div", Attributes.of("class", "charts"), curve)),
                        chapter)
                .path("slid");

        assertThat(steps(slid.path(0))).containsExactly("1 one cluster 1", "2 two clusters 2");
        assertThat(steps(slid.path(1))).containsExactly("0.5 all noise 1", "1.5 one and noise 2");
    }

    /// The value told, the words, and how many groups the legend has.
    private static List<String> steps(JsonNode slider) {
        return slider.path("steps")
                .valueStream()
                .map(step ->
                        step.path("told").asString() + " " + step.path("words").asString() + " " + step.path("legend"))
                .toList();
    }

    private static String slider(String key) {
        return "<label><span></span><input type=\"range\" data-turns=\"%s\" min=\"0\" max=\"0\" value=\"0\"><output></output></label>"
                .formatted(key);
    }
}
