package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.record.Float32;
import nunchi.report.page.Chart;
import nunchi.report.page.Point;
import nunchi.report.page.Series;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab of recurrent networks, from files written by hand.
class MemberGradientsSectionTest {
    @TempDir
    private Path lab;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(lab.resolve("result.json"), """
                {"kind": "lab", "title": "Cells", "members": [{"folder": "sigmoid", "title": "Sigmoid"}, {"folder": "tanh", "title": "Tanh"},
                  {"folder": "free", "title": "Tanh, free"}, {"folder": "lstm", "title": "LSTM"}]}""");
        member("sigmoid", "simpleRnn sigmoid", "clip: {clipByNorm: {norm: 1}}", "[1e-30,0.01,0.5]", "[0,0.01,1]");
        member("tanh", "simpleRnn tanh", "clip: {clipByNorm: {norm: 1}}", "[0.25,0.5,1]", "[0.5,1,2]");
        member("free", "simpleRnn tanh", "clip: null", "[0.25,0.5,1]", "[8,4,2]");
        member("lstm", "lstm tanh", "clip: {clipByNorm: {norm: 1}}", "[0.1,0.2,1]", "[4,4,4]");
    }

    /// @param layer its cell and activation
    private void member(String name, String layer, String clip, String before, String after) throws IOException {
        String cell = layer.split(" ")[0];
        String activation = layer.split(" ")[1];
        Path member = Files.createDirectories(lab.resolve(name));
        Files.writeString(member.resolve("experiment.yaml"), """
                name: %s
                title: %s
                data: {name: adding-50}
                model: [{%s: {units: 2, activation: %s}}]
                %s
                published: [{what: test loss, value: 0.1667, source: always answering 1}]
                """.formatted(name, name, cell, activation, clip));
        Files.writeString(
                member.resolve("model.json"),
                "{\"layers\":[{\"path\":\"0.%s\",\"type\":\"%s\",\"description\":{\"activation\":\"%s\"}}]}"
                        .formatted(cell, cell, activation));
        Files.writeString(
                member.resolve("result.json"),
                "{\"kind\":\"run\",\"seed\":1,\"train\":{\"loss\":0.2},\"test\":{\"loss\":0.125}}");
        Files.writeString(member.resolve("journal.jsonl"), """
                {"event": "epoch", "epoch": 1, "loss": 0.3, "test_loss": 0.25}
                {"event": "epoch", "epoch": 2, "loss": 0.2, "test_loss": 0.125}
                """);
        Files.writeString(
                member.resolve("inspection.json"),
                "{\"part\":\"test\",\"gradientsOverTime\":[{\"path\":\"0.%s\",\"before\":%s,\"after\":%s}],\"statesOverTime\":%s}"
                        .formatted(cell, before, after, states(cell, 3)));
    }

    /// Two examples of 20 steps; the first of row 0, the second of another.
    private static String states(String cell, int row) {
        String values = Float32.text(new float[2 * 20 * 2]);
        String example = "{\"row\":%d,\"channels\":2,\"input\":\"%s\",\"target\":[1.5],\"prediction\":[1.25]}";
        float[] input = new float[40];
        input[2 * 4 + 1] = 1;
        String names = cell.equals("lstm") ? "h c i f o candidate" : "h";
        return "{\"examples\":[%s,%s],\"layers\":[{\"path\":\"0.%s\",\"cell\":\"%s\",\"reverse\":false,\"steps\":20,\"units\":2,\"values\":[%s]}]}"
                .formatted(
                        example.formatted(0, Float32.text(input)),
                        example.formatted(row, Float32.text(input)),
                        cell,
                        cell,
                        String.join(
                                ",",
                                List.of(names.split(" ")).stream()
                                        .map(name -> "{\"name\":\"%s\",\"values\":\"%s\"}".formatted(name, values))
                                        .toList()));
    }

    private Html body(ReportSection section, Chapter chapter) {
        return section.body(new Folder(lab), chapter);
    }

    private static List<Chart> charts(Chapter chapter) {
        return chapter.drawings().data().charts();
    }

    @Test
    void allNetworksAreLinesOfOneChartAsFractionsOfTheLastStep() {
        Chapter chapter = Chapter.first();
        body(new MemberGradientsSection(), chapter);
        assertThat(charts(chapter)).hasSize(1);
        List<Series> series = ((Chart.Lines) charts(chapter).getFirst()).series();
        assertThat(series)
                .extracting(Series::label)
                .containsExactly(
                        "Sigmoid, before",
                        "Sigmoid, after",
                        "Tanh, before",
                        "Tanh, after",
                        "Tanh, free, before",
                        "Tanh, free, after",
                        "LSTM, before",
                        "LSTM, after",
                        "0.25 per step",
                        "1 per step");
        assertThat(series.getFirst().points())
                .as("what is below 10^-25 is not drawn")
                .extracting(Point::x)
                .containsExactly(2.0, 3.0);
        assertThat(series.get(0).points().getFirst().y()).isCloseTo(Math.log10(0.02), within(1e-9));
        assertThat(series.get(3).points().getFirst().y()).isCloseTo(Math.log10(0.25), within(1e-9));
        assertThat(series.get(5).points().getFirst().y()).as("grows").isCloseTo(Math.log10(4), within(1e-9));
        assertThat(series.get(8).points().getFirst().y()).isCloseTo(2 * Math.log10(0.25), within(1e-9));
        assertThat(series.get(9).points()).extracting(Point::y).containsOnly(0.0);
        assertThat(series.get(2).dashed()).isTrue();
        assertThat(series.get(3).dashed()).isFalse();
    }

    @Test
    void theQuestionsAreAnsweredOfTheCellsThatAreThere() throws IOException {
        String html = body(new MemberGradientsSection(), Chapter.first()).markup();
        assertThat(html)
                .contains(
                        "How backpropagation through time works, and what goes wrong",
                        "Why tanh and not a sigmoid",
                        "What gates solve",
                        "Lines end where less than 10⁻²⁵ is left",
                        "Sigmoid: 2.000·10⁻³⁰ and 0;",
                        "Tanh, free: 0.2500 and 4.000.",
                        "Loss on unseen examples",
                        "the forget gate")
                .doesNotContain("A GRU keeps", "<em>rectifier</em>");
        assertThat(html).as("factor per step").containsPattern("Tanh, free</span></th>.*0\\.5000</td>.*2\\.000</td>");
        Files.delete(lab.resolve("sigmoid/inspection.json"));
        assertThat(body(new MemberGradientsSection(), Chapter.first()).markup())
                .contains("Simple recurrent layers")
                .doesNotContain("Why tanh and not a sigmoid", "Lines end where");
    }

    @Test
    void theMembersPointToWhatTheLabHasExplained() {
        String html = Report.html(lab);
        assertThat(html.split("brings the gradient of the loss from the last step", -1))
                .hasSize(2);
        assertThat(html).contains("<a href=\"#gradients-over-time-side-by-side\">as above</a>");
    }

    @Test
    void aPublishedResultOfAllMembersIsALineInTheirCurves() throws IOException {
        Chapter chapter = Chapter.first();
        body(new MemberCurvesSection(), chapter);
        Chart.Mark mark = ((Chart.Lines) charts(chapter).getFirst()).mark();
        assertThat(mark).isEqualTo(new Chart.Mark(0.1667, "always answering 1: 0.1667", true));
        Files.writeString(
                lab.resolve("lstm/experiment.yaml"),
                Files.readString(lab.resolve("lstm/experiment.yaml")).replace("0.1667", "0.2"));
        Chapter other = Chapter.first();
        body(new MemberCurvesSection(), other);
        assertThat(((Chart.Lines) charts(other).getFirst()).mark()).isNull();
    }

    @Test
    void membersThatDifferInClippingAloneAreOneChart() throws IOException {
        Chapter chapter = Chapter.first();
        body(new ClippingSection(), chapter);
        assertThat(charts(chapter)).hasSize(1);
        assertThat(((Chart.Lines) charts(chapter).getFirst()).series())
                .extracting(Series::name)
                .containsExactly("Tanh", "Tanh", "Tanh, free", "Tanh, free");
        Files.writeString(
                lab.resolve("free/experiment.yaml"),
                Files.readString(lab.resolve("free/experiment.yaml")).replace("units: 2", "units: 3"));
        assertThat(body(new ClippingSection(), Chapter.first()).isEmpty()).isTrue();
    }

    @Test
    void allNetworksAreShownReadingTheFirstExampleThatAllHave() throws IOException {
        Path inspection = lab.resolve("sigmoid/inspection.json");
        Files.writeString(inspection, Files.readString(inspection).replace("\"row\":0", "\"row\":5"));
        Chapter chapter = Chapter.first();
        String html = body(new MemberStatesSection(), chapter).markup();
        assertThat(html).contains("Dashed lines are at the steps");
        assertThat(charts(chapter)).hasSize(4);
        Chart.Sequence lstm = (Chart.Sequence) charts(chapter).getLast();
        assertThat(lstm.caption()).isEqualTo("LSTM: target 1.500, prediction 1.250");
        assertThat(lstm.panels())
                .extracting(Chart.Panel::name)
                .containsExactly("cell state c", "input gate i", "forget gate f", "output gate o");
        assertThat(lstm.marks()).containsExactly(4);
        assertThat(((Chart.Sequence) charts(chapter).getFirst()).panels())
                .extracting(Chart.Panel::name)
                .containsExactly("state h");
        Files.writeString(inspection, Files.readString(inspection).replace("\"row\":3", "\"row\":4"));
        assertThat(body(new MemberStatesSection(), Chapter.first()).isEmpty()).isTrue();
    }

    @Test
    void anyKeyMayBeMissing() {
        Damage.everyKey(lab.resolve("lstm"), () -> Report.body(new Folder(lab), Chapter.first()));
    }
}
