package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.run.RunOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask, by raw requests.
final class GateTest {
    private static final String TOKEN = "0123456789abcdef";

    private static final List<String> WRONG_TOKENS = List.of(
            "X: y",
            "Authorization: " + TOKEN,
            "Authorization: Basic " + TOKEN,
            "Authorization: Bearer",
            "Authorization: Bearer " + TOKEN.substring(1),
            "Authorization: Bearer " + TOKEN + "0",
            "Authorization: Bearer " + TOKEN + "\r\nAuthorization: Bearer " + TOKEN);

    @TempDir
    private static Path folder;

    private static Path run;
    private static ModelServer server;

    @BeforeAll
    static void start() {
        run = Digit.run(folder.resolve("run"), "digits");
        server = ModelServer.start(List.of(run), new ServeOptions());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Connection.Answer raw(String request) throws IOException {
        try (Connection connection = new Connection(server)) {
            connection.send(
                    request.replace("PORT", String.valueOf(server.address().getPort())));
            return connection.answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:PORT\r\n",
                "Host: localhost:PORT\r\n",
                "Host: [::1]:PORT\r\n",
                "Host: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin\r\n"
            })
    void programsOfThisMachineAreLetIn(String headers) throws IOException {
        Connection.Answer answer = raw("GET /v2 HTTP/1.1\r\n" + headers + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.head()).doesNotContain("Access-Control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.com\r\n",
                "Host: localhost.evil.com\r\n",
                "Host: 127.0.0.1\r\n",
                "Host: 127.0.0.1:1\r\n",
                "Host: \r\n",
                "",
                "Host: 127.0.0.1:PORT\r\nHost: evil.com\r\n",
                "Host: 127.0.0.1:PORT\r\nOrigin: http://evil.com\r\n",
                "Host: 127.0.0.1:PORT\r\nOrigin: null\r\n",
                "Host: 127.0.0.1:PORT\r\nOrigin: https://127.0.0.1:PORT\r\n",
                "Host: 127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site\r\n",
                "Host: 127.0.0.1:PORT\r\nSec-Fetch-Site: same-site\r\n"
            })
    void otherSitesAndNamesAreRefusedWhateverTheMethod(String headers) throws IOException {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")) {
            for (String path : List.of("/v2", "/v2/models/digits/infer", "/predict/digits", "/metrics")) {
                Connection.Answer answer =
                        raw(method + " " + path + " HTTP/1.1\r\n" + headers + "Content-Length: 0\r\n\r\n");
                assertThat(answer.status()).as(method + " " + path).isIn(400, 403);
                assertThat(answer.head()).doesNotContain("Access-Control");
            }
        }
    }

    @Test
    void theAbsoluteFormIsRefused() throws IOException {
        assertThat(raw("GET http://evil.com/v2 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n")
                        .status())
                .isIn(400, 403, 404);
    }

    @Test
    void onlyThisMachineCanConnect() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, server.address().getPort()).close())
                    .as(address.toString())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anotherHostNeedsATokenWhichProgramsMustSend() throws IOException {
        assertThatThrownBy(() -> ServeOptions.of("0.0.0.0", 0, null, new RunOptions()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(
                        "the host 0.0.0.0 lets other machines connect, so programs must send a token; write one into a file, and give it by --token-file");
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        ServeOptions options = ServeOptions.of("0.0.0.0", 0, file, new RunOptions());
        try (ModelServer open = ModelServer.start(List.of(run), options);
                Connection connection = new Connection(open)) {
            assertThat(connection.get("/v2", "Authorization: Bearer " + TOKEN).status())
                    .isEqualTo(200);
            assertThat(connection.get("/v2", "authorization: bearer " + TOKEN).status())
                    .isEqualTo(200);
            for (String wrong : WRONG_TOKENS) {
                for (String path : List.of("/v2", "/v2/health/live", "/metrics", "/openapi.json", "/nothing")) {
                    Connection.Answer answer = connection.get(path, wrong);
                    assertThat(answer.status()).as(wrong).isEqualTo(401);
                    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
                    assertThat(answer.body()).contains("send the token").doesNotContain(TOKEN);
                }
            }
            assertThat(connection
                            .get("/v2", "Authorization: Bearer " + TOKEN, "Origin: http://evil.com")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTokenThatIsNoneIsOneSentence() throws IOException {
        assertThatThrownBy(() -> ServeOptions.of("0.0.0.0", 0, folder.resolve("none"), new RunOptions()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("with a token");
        for (String token : List.of("", "short", "0123456789 abcdef", "0123456789\nabcdef", "ä123456789abcdef")) {
            Path file = Files.writeString(folder.resolve("wrong"), token);
            assertThatThrownBy(() -> ServeOptions.of("127.0.0.1", 0, file, new RunOptions()))
                    .as(token)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("at least 16 visible ASCII characters");
        }
    }

    @Test
    void whatCannotBeServedIsOneSentence() throws IOException {
        Path twin = Digit.run(folder.resolve("twin"), "digits");
        assertThatThrownBy(() -> ModelServer.start(List.of(run, twin), new ServeOptions()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("both have the name 'digits'")
                .hasMessageContaining("change name in the experiment.yaml of one");
        assertThatThrownBy(() -> ModelServer.start(List.of(run, run), new ServeOptions()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is given twice");
        assertThatThrownBy(() -> ModelServer.start(List.of(folder.resolve("nothing")), new ServeOptions()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> ModelServer.start(List.of(), new ServeOptions()))
                .isInstanceOf(InvalidRequestException.class);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() ->
                            ModelServer.start(List.of(run), ServeOptions.of("127.0.0.1", port, null, new RunOptions())))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("port %d is taken by another program".formatted(port));
        }
        assertThatThrownBy(() -> ServeOptions.of("no.such.host.invalid", 0, null, new RunOptions()))
                .hasMessageContaining("there is no host no.such.host.invalid");
        Path renamed = folder.resolve("twin/experiment.yaml");
        Files.writeString(renamed, Files.readString(renamed).replaceFirst("(?m)^name: digits$", "name: twin"));
        try (ModelServer both = ModelServer.start(List.of(run, twin), new ServeOptions())) {
            assertThat(both.versions().keySet()).containsExactly("digits", "twin");
        }
    }
}
