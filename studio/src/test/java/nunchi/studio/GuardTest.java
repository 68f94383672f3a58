package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let into the studio, by raw requests: what a library would not send.
final class GuardTest {
    private static final int MILLISECONDS = 10_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

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

    private int port() {
        return studio.address().getPort();
    }

    private String token() {
        return studio.address().getQuery().replace("token=", "");
    }

    private String host() {
        return "Host: 127.0.0.1:" + port();
    }

    private String cookie() {
        return "Cookie: nunchi-%d=%s".formatted(port(), token());
    }

    private String answer(String line, List<String> headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(MILLISECONDS);
            String request = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + (headers.isEmpty() ? "" : "\r\n")
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream(), line.startsWith("HEAD"));
        }
    }

    private static String read(InputStream from, boolean head) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = from.read();
            if (next < 0) {
                return answer.toString();
            }
            answer.append((char) next);
        }
        Matcher length = LENGTH.matcher(answer);
        int body = head || !length.find() ? 0 : Integer.parseInt(length.group(1));
        return answer + new String(from.readNBytes(body), StandardCharsets.ISO_8859_1);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    @Test
    void theOwnPageIsLetIn() throws IOException {
        for (String name : List.of("127.0.0.1", "localhost", "[::1]")) {
            String host = "Host: %s:%d".formatted(name, port());
            assertThat(status(answer("GET /api/runs", List.of(host, cookie())))).isEqualTo(200);
        }
        List<String> own =
                List.of(host(), cookie(), "Origin: http://127.0.0.1:" + port(), "Sec-Fetch-Site: same-origin");
        String answer = answer("GET /api/runs", own);
        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer)
                .contains("default-src 'self'")
                .contains("object-src 'none'")
                .contains("frame-ancestors 'self'")
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Access-Control");
    }

    static Stream<List<String>> foreignHosts() {
        return Stream.of(
                List.of("Host: evil.com"),
                List.of("Host: localhost.evil.com"),
                List.of("Host: 127.0.0.1"),
                List.of("Host: 127.0.0.1:1"),
                List.of("Host: "),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("foreignHosts")
    void otherHostsAreRefused(List<String> hosts) throws IOException {
        List<String> headers =
                Stream.concat(hosts.stream(), Stream.of(cookie())).toList();
        assertThat(status(answer("GET /api/runs", headers))).isIn(400, 403);
    }

    @Test
    void twoHostsAndTheAbsoluteFormAreRefused() throws IOException {
        assertThat(status(answer("GET /api/runs", List.of(host(), "Host: evil.com", cookie()))))
                .isIn(400, 403);
        assertThat(status(answer("GET http://evil.com/api/runs", List.of(host(), cookie()))))
                .isIn(400, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void anotherSiteIsRefusedWhateverTheMethod(String method) throws IOException {
        for (String origin : List.of("http://evil.com", "null", "http://127.0.0.1:1", "https://127.0.0.1:" + port())) {
            String answer = answer(method + " /api/runs", List.of(host(), cookie(), "Origin: " + origin));
            assertThat(status(answer)).as(origin).isEqualTo(403);
            assertThat(answer).doesNotContain("Access-Control");
        }
        assertThat(status(answer(method + " /api/runs", List.of(host(), cookie(), "Sec-Fetch-Site: cross-site"))))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
    void nothingIsChanged(String method) throws IOException {
        assertThat(status(answer(method + " /api/runs", List.of(host(), cookie(), "Content-Length: 0"))))
                .isEqualTo(405);
    }

    /// What a form of another site could send is not taken.
    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"})
    void onlyJsonIsTaken(String type) throws IOException {
        List<String> headers = List.of(host(), cookie(), "Content-Type: " + type, "Content-Length: 0");
        assertThat(status(answer("POST /api/predict?id=a", headers))).isEqualTo(415);
    }

    @Test
    void aLinkOfAnotherSiteMayOpenThePageButNoMore() throws IOException {
        List<String> link = List.of(host(), cookie(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate");
        assertThat(status(answer("GET /", link))).isEqualTo(200);
        assertThat(status(answer("GET /report?id=a", link))).isEqualTo(403);
    }

    @Test
    void theTokenIsSwappedForACookie() throws IOException {
        String swapped = answer("GET /?token=" + token(), List.of(host()));
        assertThat(status(swapped)).isEqualTo(303);
        assertThat(swapped)
                .contains("Set-Cookie: nunchi-%d=%s; HttpOnly; SameSite=Strict; Path=/".formatted(port(), token()))
                .contains("Referrer-Policy: no-referrer");
        assertThat(token()).hasSize(32);
        for (String wrong : List.of("", "0", token().substring(1), token() + "0")) {
            assertThat(status(answer("GET /?token=" + wrong, List.of(host())))).isEqualTo(403);
            assertThat(status(answer("GET /", List.of(host(), "Cookie: nunchi-%d=%s".formatted(port(), wrong)))))
                    .isEqualTo(403);
        }
        assertThat(answer("GET /", List.of(host()))).contains("open the address that 'nunchi studio' printed");
    }

    @Test
    void onlyThisMachineCanConnect() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            assertThat(connects(address)).as(address.toString()).isFalse();
        }
    }

    private boolean connects(InetAddress address) {
        try (Socket socket = new Socket(address, port())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void largeHeadersAreRefused() throws IOException {
        assertThat(status(answer("GET /api/runs", List.of(host(), cookie(), "X: " + "x".repeat(20_000)))))
                .isIn(400, 413, 431);
    }
}
