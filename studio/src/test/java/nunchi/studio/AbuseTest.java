package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs may do to the studio by accident or with intent: broken requests, connections that stay idle, a second
/// studio on the same folder, and an end in the midst of answers.
final class AbuseTest {
    private static final int REQUESTS = 10_000;
    private static final int AT_ONCE = 32;
    private static final int MILLISECONDS = 20_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Studio studio;

    @BeforeEach
    void start() throws IOException {
        RunFiles.finished(folder, "run", 3, 10);
        studio = Studio.start(folder, 0);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private int port() {
        return studio.address().getPort();
    }

    private String cookie(Studio of) {
        return "nunchi-%d=%s"
                .formatted(of.address().getPort(), of.address().getQuery().replace("token=", ""));
    }

    private int runs(Studio of) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(of.address().resolve("/api/runs"))
                .header("Cookie", cookie(of))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private String valid(int number) {
        String head = " HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nConnection: close\r\n"
                .formatted(port(), cookie(studio));
        String body = "{\"command\":\"pause\"}";
        return switch (number % 5) {
            case 0 -> "GET /api/runs" + head + "\r\n";
            case 1 -> "GET /api/run?id=run" + head + "\r\n";
            case 2 -> "GET /files/studio.js" + head + "\r\n";
            case 3 -> "GET /api/epochs?id=run" + head + "Accept: */*\r\n\r\n";
            default ->
                "POST /api/control?id=run" + head
                        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(body.length(), body);
        };
    }

    /// Bytes changed, taken out, doubled or put in.
    private static byte[] mutated(byte[] request, RandomGenerator random) {
        byte[] bytes = request.clone();
        for (int change = random.nextInt(1, 5); change > 0; change--) {
            int at = random.nextInt(bytes.length);
            int count = Math.min(random.nextInt(1, 12), bytes.length - at);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> {
                    System.arraycopy(bytes, at + count, bytes, at, bytes.length - at - count);
                    bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - count));
                }
                case 2 -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
                    System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
                    bytes = longer;
                }
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }

    /// @return the status; 0 where the connection ended or waited for more without an answer
    private int answered(int number) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(number);
        byte[] request = mutated(valid(number).getBytes(StandardCharsets.ISO_8859_1), random);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(MILLISECONDS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return line.matches("HTTP/1\\.1 \\d{3}") ? Integer.parseInt(line.substring(9)) : 0;
        } catch (SocketTimeoutException hangs) {
            throw new AssertionError("request %d hangs".formatted(number), hangs);
        } catch (IOException reset) {
            return 0;
        }
    }

    @Test
    void brokenRequestsAreRefusedAndChangeNothing() throws Exception {
        SequencedMap<String, String> before = files();
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                answers.add(clients.submit(() -> answered(number)));
            }
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(answers.get(i).get()).as("request %d", i).isLessThan(500);
            }
        }
        assertThat(files()).isEqualTo(before);
        assertThat(runs(studio)).isEqualTo(200);
    }

    private SequencedMap<String, String> files() throws IOException {
        SequencedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void idleConnectionsDoNotStopThePage() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                socket.getOutputStream()
                        .write("GET /api/runs HTTP/1.1\r\nHost: 127".getBytes(StandardCharsets.US_ASCII));
                idle.add(socket);
            }
            assertThat(runs(studio)).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void twoStudiosShareAFolderAndTheTokenOfOneDoesNotOpenTheOther() throws IOException, InterruptedException {
        try (Studio other = Studio.start(folder, 0)) {
            assertThat(runs(studio)).isEqualTo(200);
            assertThat(runs(other)).isEqualTo(200);
            HttpRequest wrong = HttpRequest.newBuilder(other.address().resolve("/api/runs"))
                    .header("Cookie", cookie(studio))
                    .build();
            assertThat(HTTP.send(wrong, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void itEndsSoonWhileAPageFollows() throws Exception {
        HttpRequest follow = HttpRequest.newBuilder(studio.address().resolve("/api/events?id=run"))
                .header("Cookie", cookie(studio))
                .build();
        HTTP.send(follow, HttpResponse.BodyHandlers.ofInputStream());
        long start = System.nanoTime();
        studio.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
