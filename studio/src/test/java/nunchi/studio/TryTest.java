package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import nunchi.activation.Relu;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.InspectSettings;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Reshape;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.picture.Picture;
import nunchi.predict.Predictor;
import nunchi.prediction.Prediction;
import nunchi.record.Codec;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.report.Browser;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A run's model, asked in the page.
final class TryTest {
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    private static Path folder;

    private static Studio studio;

    @BeforeAll
    static void train() {
        Runs.run(
                experiment().withInspect(new InspectSettings().withRows(100).withTsne(20, 100)),
                OPTIONS.withOut(folder.resolve("run")));
        studio = Studio.start(folder, 0);
    }

    private static Experiment experiment() {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withBatch(50)
                .withPreprocess(new Scale(16));
        return new Experiment(
                "small",
                data,
                List.of(new Reshape(List.of(8, 8, 1)), new Conv2d(8, 3, new Relu()), new Flatten(), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(6));
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    private static HttpResponse<String> asked(String path, String body) throws IOException, InterruptedException {
        return new Asking(studio).post(path, body);
    }

    private static String answer(String path) throws IOException, InterruptedException {
        return new Asking(studio).get(path).body();
    }

    /// A stroke from top to bottom: a one.
    private static byte[] drawn() throws IOException {
        BufferedImage image = new BufferedImage(280, 280, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 280, 280);
        pen.setColor(Color.BLACK);
        pen.fillRect(125, 40, 30, 200);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static String body(byte[] image) {
        return "{\"image\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(image));
    }

    private static void ready() throws IOException, InterruptedException {
        StudioRecord.Form form = Codec.read(answer("/api/model?id=run"), StudioRecord.Form.class);
        while (form.state().equals("preparing")) {
            Thread.sleep(50);
            form = Codec.read(answer("/api/model?id=run"), StudioRecord.Form.class);
        }
        assertThat(form.problem()).isNull();
        assertThat(form.takes()).isEqualTo("image");
        assertThat(form.imageShape()).containsExactly(8, 8, 1);
    }

    @Test
    void theAnswerIsThatOfThePredictor() throws IOException, InterruptedException {
        HttpResponse<String> answer = asked("/api/predict?id=run", body(drawn()));
        assertThat(answer.statusCode()).isEqualTo(200);
        PredictionRecord said = Codec.read(answer.body(), PredictionRecord.class);
        try (Predictor predictor = Predictor.load(folder.resolve("run"), OPTIONS)) {
            Prediction expected = predictor.predict(Picture.decode("the picture", drawn()));
            assertThat(Objects.requireNonNull(said.said()).best())
                    .isEqualTo(expected.best().name());
            assertThat(said.said().probability())
                    .isEqualTo(Double.parseDouble(Float.toString(expected.best().probability())));
            assertThat(said.said().top()).hasSize(10);
        }
    }

    @Test
    void everyLayerHasAPlaceForIt() throws IOException, InterruptedException {
        ready();
        StudioRecord.Maps maps = Codec.read(answer("/api/maps?id=run"), StudioRecord.Maps.class);
        assertThat(maps.method()).isEqualTo("t-SNE");
        assertThat(maps.labels()).hasSize(100);
        StudioRecord.Explained explained =
                Codec.read(asked("/api/explain?id=run", body(drawn())).body(), StudioRecord.Explained.class);
        assertThat(explained.places())
                .extracting(StudioRecord.Place::path)
                .containsExactlyElementsOf(
                        maps.maps().stream().map(StudioRecord.LayerMap::path).toList());
        assertThat(explained.places()).allSatisfy(place -> {
            assertThat(place.x()).isBetween(0.0, 1.0);
            assertThat(place.y()).isBetween(0.0, 1.0);
            assertThat(place.labels()).hasSize(5);
        });
        assertThat(explained.method()).isEqualTo("Grad-CAM");
        assertThat(explained.nearest()).hasSize(6);
        assertThat(explained.featureMaps()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"image\":\"%%%\"}",
                "{\"image\":\"AAAA\"}",
                "{\"image\":17}",
                "{\"text\":\"seven\"}",
                "{\"image\":\"iVBORw0KGgoAAAANSUhEUgAB\"}"
            })
    void whatIsNoExampleIsRefusedInASentence(String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = asked("/api/predict?id=run", body);
        assertThat(answer.statusCode()).isIn(200, 400);
        assertThat(answer.body())
                .contains("\"problem\":\"")
                .doesNotContain(folder.toString())
                .doesNotContain("Exception");
    }

    @Test
    void aTrainingThatIsWatchedHasTheSameBits() throws Exception {
        Path watched = folder.resolve("watched");
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService page = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> answers = page.submit(() -> {
                int live = 0;
                while (!over.get()) {
                    live += answer("/api/runs").contains("\"state\":\"training\"") ? 1 : 0;
                    answer("/api/epochs?id=watched");
                }
                return live;
            });
            Runs.run(experiment(), OPTIONS.withOut(watched));
            over.set(true);
            assertThat(answers.get()).as("times it was seen in training").isPositive();
        }
        assertThat(RunFolder.open(watched).weights())
                .isEqualTo(RunFolder.open(folder.resolve("run")).weights());
    }

    @Test
    void anEmptyPictureAndARunWithoutAModelAreRefused() throws IOException, InterruptedException {
        ByteArrayOutputStream white = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY), "png", white);
        assertThat(asked("/api/predict?id=run", body(white.toByteArray())).body())
                .contains("the image is blank");
        RunFiles.begun(folder, "no model", 1, 10);
        HttpResponse<String> none = asked("/api/predict?id=no%20model", body(drawn()));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).doesNotContain(folder.toString());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws IOException, InterruptedException {
        String body = "{\"image\":\"%s\"}".formatted("A".repeat(11 << 20));
        assertThat(asked("/api/predict?id=run", body).statusCode()).isIn(400, 413);
    }

    /// Drawn with a pointer in a real browser.
    @ParameterizedTest
    @ValueSource(ints = {400, 1280})
    void aDrawingIsPredictedAndFindsItsPlace(int width) throws IOException, InterruptedException {
        JsonNode seen = Browser.ask(studio.address(), width, Asking.script("walk-drawing.js"));
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("said").asString()).startsWith("Prediction: ");
        assertThat(seen.path("likely").asInt()).isEqualTo(10);
        assertThat(seen.path("places").asInt())
                .isEqualTo(seen.path("maps").asInt())
                .isGreaterThan(2);
        assertThat(seen.path("captions").toString()).contains("of 5 nearest: ");
        assertThat(seen.path("nearest").asInt()).isEqualTo(6);
        assertThat(seen.path("cleared").asInt()).isZero();
        assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
    }

    /// By the rules of WCAG 2.1 AA, with the table, a run's curves, the model to be tried and its maps on the page, in
    /// light and in dark colours.
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void thePageIsAccessible(String scheme) throws IOException, InterruptedException {
        String walk = Asking.accessible("walk-accessible.js").replace("SCHEME", scheme);
        JsonNode seen = Browser.ask(studio.address(), 1280, walk);
        assertThat(seen.path("violations")).isEmpty();
        assertThat(seen.path("rules").asInt()).isGreaterThan(20);
    }

    @Test
    void drawingsAreKeptAndEveryModelIsTestedWithThem() throws IOException, InterruptedException {
        String image = Base64.getEncoder().encodeToString(drawn());
        String keep = "{\"image\":\"%s\",\"label\":\"%s\"}";
        assertThat(answer("/api/tested?id=run")).isEqualTo("{\"right\":0,\"pictures\":[]}");
        assertThat(asked("/api/keep?id=run", keep.formatted(image, "1")).body())
                .contains("\"label\":\"1\"", "\"predicted\":\"", "\"image\":\"" + image + "\"");
        assertThat(asked("/api/keep?id=run", keep.formatted(image, "1")).statusCode())
                .isEqualTo(200);
        assertThat(folder.resolve("test-pictures/1").toFile().list())
                .singleElement()
                .asString()
                .endsWith(".png");
        String gif = Base64.getEncoder().encodeToString("GIF89a".getBytes(StandardCharsets.UTF_8));
        for (String wrong : List.of(
                keep.formatted(image, "11"),
                keep.formatted(image, "../1"),
                keep.formatted(image, ""),
                keep.formatted(gif, "1"),
                keep.formatted("", "1"),
                "{}")) {
            assertThat(asked("/api/keep?id=run", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(folder.resolve("test-pictures").toFile().list()).containsExactly("1");
        assertThat(answer("/api/tested?id=run")).contains("\"pictures\":[{\"label\":\"1\"");
        JsonNode seen = Browser.ask(studio.address(), 400, Asking.script("walk-keeping.js"));
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("before").asString()).contains("of 1 test pictures");
        assertThat(seen.path("after").asString()).contains("of 2 test pictures");
        assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
    }
}
