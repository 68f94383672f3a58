package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.experiment.Experiment;
import nunchi.predict.Predictor;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Open Inference Protocol, from a training to the answers, held against the published schema.
final class InferenceTest {
    private static final String INFER = "/v2/models/my%20digits/infer";
    private static final String MODEL = "/v2/models/my%20digits";

    @TempDir
    private static Path folder;

    private static Path run;
    private static ModelServer server;

    @BeforeAll
    static void start() {
        run = Digit.run(folder.resolve("run"), "my digits");
        server = ModelServer.start(List.of(run), new ServeOptions());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Connection.Answer get(String path, String... headers) throws IOException {
        try (Connection connection = new Connection(server)) {
            return connection.get(path, headers);
        }
    }

    private static Connection.Answer infer(String body) throws IOException {
        try (Connection connection = new Connection(server)) {
            return connection.post(INFER, body);
        }
    }

    private static String sha256() {
        return new RunFolder(run).weights().orElseThrow();
    }

    private static List<Float> data(Connection.Answer answer) {
        return Json.parse(answer.body()).at("outputs").path(0).path("data").elements().stream()
                .map(value -> (float) value.number())
                .toList();
    }

    static final Map<String, String> ANSWERS = Map.of(
            "/v2",
            "metadata_server_response",
            "/v2/",
            "metadata_server_response",
            "/v2/health/live",
            "live_server_response",
            "/v2/health/ready",
            "ready_server_response",
            MODEL,
            "metadata_model_response",
            MODEL + "/ready",
            "ready_model_response",
            "/v2/models/none",
            "error_response",
            "/v2/models/none/ready",
            "error_response",
            "/nothing",
            "error_response",
            INFER,
            "error_response");

    static final List<Map.Entry<String, String>> PATHS = List.copyOf(ANSWERS.entrySet());

    @ParameterizedTest
    @FieldSource("PATHS")
    void answersHaveTheFormOfTheProtocol(Map.Entry<String, String> path) throws IOException {
        Connection.Answer answer = get(path.getKey());
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.status())
                .isEqualTo(
                        !path.getValue().startsWith("error")
                                ? 200
                                : path.getKey().equals(INFER) ? 405 : 404);
        assertThat(Schema.ofProtocol().breaches(path.getValue(), answer.body())).isEmpty();
    }

    @Test
    void aModelHasNamesAndShapesAndTheHashOfItsWeightsAsItsVersion() throws IOException {
        Connection.Answer answer = get(MODEL);
        assertThat(answer.body().strip())
                .isEqualTo(("{\"name\":\"my digits\",\"versions\":[\"%s\"],\"platform\":\"nunchi\","
                                + "\"inputs\":[{\"name\":\"examples\",\"datatype\":\"FP32\",\"shape\":[-1,64]}],"
                                + "\"outputs\":[{\"name\":\"prediction\",\"datatype\":\"FP32\",\"shape\":[-1,10]}]}")
                        .formatted(sha256()));
        assertThat(answer.header("ETag")).isEqualTo("\"%s\"".formatted(sha256()));
        assertThat(get(MODEL, "If-None-Match: \"%s\"".formatted(sha256())).status())
                .isEqualTo(304);
        assertThat(get(MODEL, "If-None-Match: \"other\"").status()).isEqualTo(200);
        assertThat(get(MODEL + "/versions/" + sha256()).status()).isEqualTo(200);
        assertThat(get(MODEL + "/versions/1").status()).isEqualTo(404);
        assertThat(get(MODEL + "/versions/1/ready").status()).isEqualTo(404);
        assertThat(server.versions()).isEqualTo(Map.of("my digits", sha256()));
    }

    @Test
    void predictionsHaveTheBitsOfTheModel() throws IOException {
        String request = Digit.inference(3, 4, 5).replace("{\"inputs\"", "{\"id\":\"a-7\",\"inputs\"");
        assertThat(Schema.ofProtocol().breaches("inference_request", request)).isEmpty();
        Connection.Answer answer = infer(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Schema.ofProtocol().breaches("inference_response", answer.body()))
                .isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"%s\"".formatted(sha256()));
        Tree body = Json.parse(answer.body());
        assertThat(body.path("id").inWords()).isEqualTo("a-7");
        assertThat(body.path("model_name").inWords()).isEqualTo("my digits");
        assertThat(body.path("model_version").inWords()).isEqualTo(sha256());
        assertThat(body.path("outputs").path(0).path("shape")).hasToString("[3,10]");
        List<Float> expected = new ArrayList<>();
        try (Predictor predictor = Predictor.load(run)) {
            for (int row = 3; row < 6; row++) {
                expected.addAll(predictor.predict(Digit.values(row)).values());
            }
        }
        assertThat(data(answer)).isEqualTo(expected);
    }

    @Test
    void dataMayBeNestedAndOfOtherTypesAndTheOutputNamed() throws IOException {
        String flat = Digit.inference(3, 4);
        String nested = flat.replaceFirst(
                "\"data\":\\[.*?]", "\"data\":[[%s],[%s]]".formatted(Digit.numbers(3), Digit.numbers(4)));
        List<Float> expected = data(infer(flat));
        assertThat(expected).hasSize(20);
        assertThat(data(infer(nested))).isEqualTo(expected);
        String whole = IntStream.of(3, 4)
                .mapToObj(Digit::numbers)
                .collect(Collectors.joining(","))
                .replace(".0", "");
        for (String type : List.of("FP32", "FP64", "INT32", "INT64", "UINT8", "INT8", "UINT64")) {
            String other =
                    flat.replace("FP32", type).replaceFirst("\"data\":\\[.*?]", "\"data\":[%s]".formatted(whole));
            assertThat(data(infer(other))).as(type).isEqualTo(expected);
        }
        String named = flat.replace("{\"inputs\"", "{\"outputs\":[{\"name\":\"prediction\"}],\"inputs\"");
        assertThat(data(infer(named))).isEqualTo(expected);
    }

    @Test
    void aValueThatIsTooLargeForTheModelIsRefused() throws IOException {
        RunOptions options = new RunOptions();
        Experiment experiment = options.files().parse("""
                name: large
                data: {name: digits, preprocess: [{scale: 0.01}]}
                model: [{dense: 10}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.001}}
                train: {epochs: 1}
                """);
        Runs.run(experiment, options.withOut(folder.resolve("large")));
        String request = Digit.inference(0, 1).replaceFirst("\"data\":\\[[^,]*", "\"data\":[3e38");
        try (ModelServer other = ModelServer.start(List.of(folder.resolve("large")), new ServeOptions());
                Connection connection = new Connection(other)) {
            Connection.Answer answer = connection.post("/v2/models/large/infer", request);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("the prediction for row 0 is not finite");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreRefused(String method) throws IOException {
        try (Connection connection = new Connection(server)) {
            Connection.Answer answer = connection.ask(method + " " + INFER, List.of());
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.body()).contains("this address is asked by POST");
        }
    }
}
