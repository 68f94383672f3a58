package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that are none of the protocol, or none for the model: each gets one sentence.
final class WrongInferenceTest {
    private static final String RIGHT = Digit.inference(0);
    private static final List<String> WRONG = List.of(
            "",
            "{",
            "[]",
            "3",
            "null",
            "{}",
            "{\"inputs\":[]}",
            "{\"inputs\":{}}",
            "{\"inputs\":[{}]}",
            RIGHT + RIGHT,
            RIGHT.replace("examples", "input"),
            RIGHT.replace("FP32", "BYTES"),
            RIGHT.replace("FP32", "fp32"),
            RIGHT.replace("[1,64]", "[1,63]"),
            RIGHT.replace("[1,64]", "[64]"),
            RIGHT.replace("[1,64]", "[0,64]"),
            RIGHT.replace("[1,64]", "[-1,64]"),
            RIGHT.replace("[1,64]", "[2,64]"),
            RIGHT.replace("[1,64]", "[1e300,64]"),
            RIGHT.replace("[1,64]", "[1.5,64]"),
            RIGHT.replace("[1,64]", "[9223372036854775807,64]"),
            RIGHT.replace("[1,64]", "\"x\""),
            RIGHT.replaceFirst("\"data\":\\[.*?]", "\"data\":[]"),
            RIGHT.replaceFirst("\"data\":\\[.*?]", "\"data\":{\"0\":1}"),
            RIGHT.replaceFirst("\"data\":\\[.*?]", "\"parameters\":{\"binary_data_size\":256}"),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[1e39"),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[1e400"),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[NaN"),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[null"),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[\"1\""),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[[1]"),
            RIGHT.replaceFirst("\"data\":\\[[^,]*", "\"data\":[true"),
            RIGHT.replace("FP32", "UINT8").replaceFirst("\"data\":\\[[^,]*", "\"data\":[256"),
            RIGHT.replace("FP32", "UINT8").replaceFirst("\"data\":\\[[^,]*", "\"data\":[-1"),
            RIGHT.replace("FP32", "INT32").replaceFirst("\"data\":\\[[^,]*", "\"data\":[0.5"),
            RIGHT.replace("{\"inputs\"", "{\"id\":7,\"inputs\""),
            RIGHT.replace("{\"inputs\"", "{\"id\":\"a\",\"id\":\"b\",\"inputs\""),
            RIGHT.replace("{\"inputs\"", "{\"outputs\":[{\"name\":\"hidden\"}],\"inputs\""),
            RIGHT.replace("{\"inputs\"", "{\"outputs\":7,\"inputs\""),
            "[".repeat(51) + "]".repeat(51),
            "[".repeat(100_000),
            "{\"inputs\":" + "9".repeat(100_000) + "}");

    @TempDir
    private Path folder;

    @Test
    void wrongRequestsAreOneSentence() throws IOException {
        Digit.run(folder.resolve("run"), "digits");
        try (ModelServer server = ModelServer.start(List.of(folder.resolve("run")), new ServeOptions());
                Connection connection = new Connection(server)) {
            for (String body : WRONG) {
                refused(body, connection.post("/v2/models/digits/infer", body));
            }
            assertThat(connection.post("/v2/models/digits/infer", RIGHT).status())
                    .isEqualTo(200);
        }
    }

    private void refused(String body, Connection.Answer answer) throws IOException {
        assertThat(answer.status())
                .as(body.substring(0, Math.min(200, body.length())))
                .isEqualTo(400);
        assertThat(Schema.ofProtocol().breaches("error_response", answer.body()))
                .isEmpty();
        assertThat(answer.body())
                .hasSizeLessThan(400)
                .doesNotContain("Exception")
                .doesNotContain(folder.toString());
    }
}
