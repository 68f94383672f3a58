package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import nunchi.file.LockFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training that is steered from the page.
final class SteerTest {
    @TempDir
    private Path folder;

    private Studio studio;

    @BeforeEach
    void start() {
        studio = Studio.start(folder, 0);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private HttpResponse<String> asked(String path, String body) throws IOException, InterruptedException {
        String token = studio.address().getQuery().replace("token=", "");
        HttpRequest request = HttpRequest.newBuilder(studio.address().resolve(path))
                .header("Cookie", "nunchi-%d=%s".formatted(studio.address().getPort(), token))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aTrainingIsSteeredByItsCommandFileAndNothingElseIsWritten() throws IOException, InterruptedException {
        Path begun = RunFiles.begun(folder, "steered", 1, 10);
        try (LockFile _ = LockFile.take(begun)) {
            assertThat(asked("/api/control?id=steered", "{\"command\":\"pause\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(asked(
                                    "/api/control?id=steered",
                                    "{\"command\":\"set\",\"key\":\"optimizer.learningRate\",\"value\":0.25}")
                            .statusCode())
                    .isEqualTo(200);
            for (String wrong : List.of(
                    "{\"command\":\"delete\"}",
                    "{\"command\":\"set\",\"key\":\"data.name\",\"value\":1}",
                    "{\"command\":\"set\",\"key\":\"optimizer.learningRate\",\"value\":-1}",
                    "{}")) {
                HttpResponse<String> refused = asked("/api/control?id=steered", wrong);
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body()).contains("\"problem\":\"").doesNotContain(folder.toString());
            }
            assertThat(begun.resolve("control.jsonl"))
                    .hasContent(
                            "{\"command\":\"pause\"}\n{\"command\":\"set\",\"key\":\"optimizer.learningRate\",\"value\":0.25}");
        }
        assertThat(asked("/api/control?id=steered", "{\"command\":\"stop\"}").body())
                .contains("is not in training");
    }
}
