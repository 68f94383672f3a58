package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's description of itself, held against what it does.
final class OpenApiTest {
    private static final String PREFIX = "#/components/schemas/";

    @TempDir
    private static Path folder;

    private static ModelServer server;
    private static Tree description;

    @BeforeAll
    static void start() throws IOException {
        Digit.run(folder.resolve("run"), "digits");
        server = ModelServer.start(List.of(folder.resolve("run")), new ServeOptions());
        try (Connection connection = new Connection(server)) {
            description = Json.parse(connection.get("/openapi.json").body());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void itHasEveryAddress() {
        assertThat(description.path("openapi").inWords()).startsWith("3.1");
        assertThat(description.path("paths").entries().keySet())
                .containsExactlyInAnyOrder(
                        "/v2",
                        "/v2/health/live",
                        "/v2/health/ready",
                        "/v2/models/{model}",
                        "/v2/models/{model}/ready",
                        "/v2/models/{model}/infer",
                        "/v2/models/{model}/versions/{version}",
                        "/v2/models/{model}/versions/{version}/ready",
                        "/v2/models/{model}/versions/{version}/infer",
                        "/predict/{model}",
                        "/metrics",
                        "/openapi.json");
    }

    @Test
    void answersAreAsItSays() throws IOException {
        Schema schema = new Schema(description.at("components", "schemas"), PREFIX);
        assertThat(schema.breaches("inference_request", Digit.inference(0))).isEmpty();
        for (String path : description.path("paths").entries().keySet()) {
            Tree operations = description.at("paths", path);
            String method = operations.has("get") ? "get" : "post";
            Connection.Answer answer = asked(method, path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            Tree content = operations.at(method, "responses", "200", "content");
            Tree success = content.at("application/json", "schema", "$ref");
            assertThat(content.has(answer.header("Content-Type").replaceFirst(";.*", "")))
                    .as(path)
                    .isTrue();
            if (!success.isAbsent()) {
                String definition = success.inWords().substring(PREFIX.length());
                assertThat(schema.breaches(definition, answer.body())).as(path).isEmpty();
            }
        }
    }

    private static Connection.Answer asked(String method, String path) throws IOException {
        String address = path.replace("{model}", "digits")
                .replace("{version}", server.versions().get("digits"));
        try (Connection connection = new Connection(server)) {
            return method.equals("get")
                    ? connection.get(address)
                    : connection.post(
                            address,
                            path.startsWith("/predict") ? "[[%s]]".formatted(Digit.numbers(0)) : Digit.inference(0));
        }
    }
}
