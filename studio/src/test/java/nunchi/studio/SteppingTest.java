package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import nunchi.activation.Relu;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Flatten;
import nunchi.layer.Reshape;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.record.Codec;
import nunchi.record.Float32;
import nunchi.report.Browser;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.step.SteppedExample;
import nunchi.step.SteppedModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// One example through a model, op by op, in the page.
final class SteppingTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final RunOptions OPTIONS = new RunOptions().withThreads(1);

    @TempDir
    private static Path folder;

    private static Studio studio;

    @BeforeAll
    static void train() {
        DataSettings data = new DataSettings("digits")
                .withTest(new Splitter.Random(0.2))
                .withBatch(50)
                .withPreprocess(new Scale(16));
        Experiment experiment = new Experiment(
                "small",
                data,
                List.of(new Reshape(List.of(8, 8, 1)), new Conv2d(3, 3, new Relu()), new Flatten(), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(2));
        Runs.run(experiment, OPTIONS.withOut(folder.resolve("run")));
        studio = Studio.start(folder, 0);
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    private static HttpResponse<String> asked(String path, String body) throws IOException, InterruptedException {
        String token = studio.address().getQuery().replace("token=", "");
        HttpRequest request = HttpRequest.newBuilder(studio.address().resolve(path + "?id=run"))
                .header("Cookie", "nunchi-%d=%s".formatted(studio.address().getPort(), token))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static <T extends Record> T answer(String path, String body, Class<T> type)
            throws IOException, InterruptedException {
        return Codec.read(asked(path, body).body(), type);
    }

    private static int convolution(StepRecord.Steps steps) {
        for (int step = 0; step < steps.ops().size(); step++) {
            if (steps.ops().get(step).place().name().equals("convolution")) {
                return step;
            }
        }
        throw new AssertionError("there is no convolution");
    }

    @Test
    void theAnswersAreThoseOfTheModel() throws IOException, InterruptedException {
        SteppedExample expected =
                SteppedModel.load(folder.resolve("run"), OPTIONS).ofRow(5);
        StepRecord.Steps steps = answer("/api/steps", "{\"row\":5}", StepRecord.Steps.class);
        assertThat(steps.loss()).isEqualTo(expected.loss());
        assertThat(steps.target()).isEqualTo(Integer.toString((int) expected.target()[0]));
        assertThat(steps.ops()).hasSameSizeAs(expected.steps());
        int step = convolution(steps);
        assertThat(steps.ops().get(step).symbols()).containsExactly("x", "w");

        StepRecord.SteppedValues values =
                answer("/api/values", "{\"row\":5,\"step\":%d}".formatted(step), StepRecord.SteppedValues.class);
        double[] exact = expected.value(step);
        float[] read = Float32.values(values.values());
        assertThat(read).hasSameSizeAs(exact);
        assertThat(read[40]).isEqualTo((float) exact[40]);
        assertThat(Float32.values(values.gradient())[40])
                .isEqualTo((float) expected.gradient(step).orElseThrow()[40]);

        StepRecord.SteppedElement element = answer(
                "/api/step", "{\"row\":5,\"step\":%d,\"element\":40}".formatted(step), StepRecord.SteppedElement.class);
        assertThat(element.value()).isEqualTo(exact[40]);
        assertThat(element.forward().terms()).hasSize(9);
        assertThat(element.forward().terms().stream()
                        .mapToDouble(StepRecord.SteppedTerm::value)
                        .sum())
                .isCloseTo(element.value(), within(1e-12));
        StepRecord.Slope slope = Objects.requireNonNull(element.slope());
        assertThat(slope.difference()).isCloseTo(slope.gradient(), within(1e-7));
    }

    @Test
    void aGivenPictureHasTheLossOfTheClassItShouldHave() throws IOException, InterruptedException {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        image.createGraphics().fillRect(12, 4, 3, 20);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        String given =
                "\"example\":{\"image\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(out.toByteArray()));
        StepRecord.Steps predicted = answer("/api/steps", "{%s}".formatted(given), StepRecord.Steps.class);
        double least = Double.MAX_VALUE;
        for (int label = 0; label < 10; label++) {
            String body = "{%s,\"label\":%d}".formatted(given, label);
            StepRecord.Steps steps = answer("/api/steps", body, StepRecord.Steps.class);
            assertThat(steps.target()).isEqualTo(Integer.toString(label));
            least = Math.min(least, steps.loss());
        }
        assertThat(predicted.loss()).as("of the predicted class").isEqualTo(least);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"row\":-1}",
                "{\"row\":100000}",
                "{\"row\":\"first\"}",
                "{\"step\":-1}",
                "{\"step\":1000}",
                "{\"step\":0,\"element\":64}",
                "{\"example\":{}}",
                "{\"example\":{\"image\":\"AAAA\"}}",
                "{\"example\":{\"text\":\"seven\"}}",
                "[]",
                "{"
            })
    void whatIsNotThereIsRefusedInASentence(String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = asked("/api/step", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"problem\":\"")
                .doesNotContain(folder.toString())
                .doesNotContain("Exception");
    }

    /// By keyboard in a real browser, and by the rules of WCAG 2.1 AA.
    @ParameterizedTest
    @CsvSource({"1280,light", "400,dark"})
    void theKeyboardGoesThroughOpsAndElements(int width, String scheme) throws IOException, InterruptedException {
        String walk = text("/nunchi/studio/walk-stepping.js").replace("SCHEME", scheme);
        JsonNode seen = Browser.ask(studio.address(), width, text("/axe.min.js") + ";" + walk);
        assertThat(seen.path("failed")).isEmpty();
        assertThat(seen.path("closed").asInt()).as("nothing is computed before").isZero();
        assertThat(seen.path("layers").toString()).contains("1.conv2d", "3.dense", "loss", "prediction");
        assertThat(seen.path("formula").asString()).startsWith("y[n,i,j,k] = Σ x[n, i + u, j + v, c]");
        assertThat(seen.path("convolution").asString())
                .contains("1.conv2d convolution, element [0, ", "value ", "central difference ");
        assertThat(seen.path("focused").asBoolean()).isTrue();
        assertThat(seen.path("moved").asString())
                .isNotEqualTo(seen.path("convolution").asString());
        assertThat(seen.path("channel").asString())
                .isNotEqualTo(seen.path("moved").asString());
        assertThat(seen.path("windows").asInt())
                .as("windows over the image and the weight")
                .isEqualTo(2);
        assertThat(seen.path("chosen").asInt()).as("in value and gradient").isEqualTo(2);
        assertThat(seen.path("element")).hasSize(5);
        assertThat(seen.path("channel").asString())
                .contains("element " + seen.path("element").path(0).asString());
        assertThat(seen.path("terms").asInt()).isEqualTo(10);
        assertThat(seen.path("refused").asString()).contains("the training set has no example 999999");
        assertThat(seen.path("wide").asBoolean()).as("scrolls sideways").isFalse();
        assertThat(seen.path("violations")).isEmpty();
        assertThat(seen.path("rules").asInt()).isGreaterThan(10);
    }

    private static String text(String name) throws IOException {
        try (InputStream stream = SteppingTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
