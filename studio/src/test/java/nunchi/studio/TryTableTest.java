package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nunchi.experiment.ExperimentFile;
import nunchi.record.Codec;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.report.Browser;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The model of a table, asked by a form in the page.
final class TryTableTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Studio studio;

    /// What is heavy and red sinks.
    @BeforeAll
    static void train() throws IOException {
        StringBuilder table = new StringBuilder("weight,colour,fate\n");
        for (int i = 0; i < 200; i++) {
            boolean sinks = i % 100 > 50 && i % 2 == 0;
            table.append("%d,%s,%s\n".formatted(i % 100, i % 2 == 0 ? "red" : "blue", sinks ? "sinks" : "floats"));
        }
        Path file = Files.writeString(folder.resolve("things.csv"), table);
        Path experiment = Files.writeString(folder.resolve("things.yaml"), """
                name: things
                data: {name: '%s', label: fate, categories: [colour], preprocess: [standardize], batch: 20}
                model: [{dense: {units: 16, activation: relu}}, {dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.02}}
                train: {epochs: 60}
                """.formatted(file));
        RunOptions options = new RunOptions().withThreads(1);
        Runs.run(new ExperimentFile().read(experiment), options.withOut(folder.resolve("runs/run")));
        studio = Studio.start(folder.resolve("runs"), 0);
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    private static HttpRequest.Builder request(String path) {
        String token = studio.address().getQuery().replace("token=", "");
        return HttpRequest.newBuilder(studio.address().resolve(path))
                .header("Cookie", "nunchi-%d=%s".formatted(studio.address().getPort(), token));
    }

    private static String answer(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static StudioRecord.Form form() throws IOException, InterruptedException {
        return Codec.read(answer(request("/api/model?id=run").build()), StudioRecord.Form.class);
    }

    private static PredictionRecord predicted(String row) throws IOException, InterruptedException {
        HttpRequest asked = request("/api/predict?id=run")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"row\":%s}".formatted(row)))
                .build();
        return Codec.read(answer(asked), PredictionRecord.class);
    }

    @Test
    void theColumnsHaveTheRangesOfTheTrainingSetAndARowIsPredicted() throws IOException, InterruptedException {
        StudioRecord.Form form = form();
        while (form.state().equals("preparing")) {
            Thread.sleep(50);
            form = form();
        }
        assertThat(form.problem()).isNull();
        assertThat(form.columns())
                .extracting(StudioRecord.Column::name, StudioRecord.Column::least, StudioRecord.Column::median)
                .containsExactly(tuple("weight", 0.0, 50.0), tuple("colour", null, null));
        assertThat(form.columns().getLast().categories()).containsExactly("blue", "red");
        assertThat(best(predicted("{\"weight\":\"95\",\"colour\":\"red\"}"))).isEqualTo("sinks");
        assertThat(best(predicted("{\"weight\":\"95\",\"colour\":\"blue\"}"))).isEqualTo("floats");
        assertThat(best(predicted("{\"weight\":\"5\",\"colour\":\"red\"}"))).isEqualTo("floats");
        assertThat(predicted("{\"weight\":\"heavy\",\"colour\":\"red\"}").problem())
                .contains("heavy");
    }

    private static String best(PredictionRecord said) {
        return Objects.requireNonNull(said.said()).best();
    }

    @Test
    void aSliderAsksWhatIf() throws IOException, InterruptedException {
        String walk = new String(
                TryTableTest.class.getResourceAsStream("walk-sliding.js").readAllBytes(), StandardCharsets.UTF_8);
        JsonNode seen = Browser.ask(studio.address(), 1280, walk);
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("heavy").asString()).startsWith("Prediction: sinks");
        assertThat(seen.path("light").asString()).startsWith("Prediction: floats");
    }
}
