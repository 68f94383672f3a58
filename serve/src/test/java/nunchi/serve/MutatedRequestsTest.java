package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that are right but for some bytes: each is answered or cut off, none by a fault of the server.
final class MutatedRequestsTest {
    private static final int BODIES = 6000;
    private static final int HEADS = 2000;
    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "null",
            "true",
            "1e999",
            "-1",
            "9".repeat(40),
            "\\u0000",
            "\n",
            "..",
            "%00",
            "é");

    @TempDir
    private static Path folder;

    private static ModelServer server;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    @BeforeAll
    static void start() {
        Digit.run(folder.resolve("run"), "digits");
        server = ModelServer.start(List.of(folder.resolve("run")), new ServeOptions());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private byte[] mutated(byte[] right) {
        byte[] bytes = right.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> bytes = joined(bytes, at, piece(), at);
                default -> bytes = joined(bytes, at, piece(), Math.min(bytes.length, at + random.nextInt(20)));
            }
        }
        return bytes;
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] bytes, int end, byte[] piece, int from) {
        byte[] joined = new byte[end + piece.length + bytes.length - from];
        System.arraycopy(bytes, 0, joined, 0, end);
        System.arraycopy(piece, 0, joined, end, piece.length);
        System.arraycopy(bytes, from, joined, end + piece.length, bytes.length - from);
        return joined;
    }

    /// A kind of request, with a body that is right.
    private record Sent(String path, String type, byte[] body) {}

    private static List<Sent> right() throws IOException {
        String table = Digit.numbers(0) + "\n" + Digit.numbers(1) + "\n";
        String rows = "[[%s],[%s]]".formatted(Digit.numbers(0), Digit.numbers(1));
        return List.of(
                sent("/v2/models/digits/infer", "application/json", Digit.inference(0, 1)),
                sent("/predict/digits", "application/json", rows),
                sent("/predict/digits", "text/csv", table),
                new Sent("/predict/digits", "image/png", Digit.picture(0)));
    }

    private static Sent sent(String path, String type, String body) {
        return new Sent(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void changedBodiesAreAnsweredOrRefused() throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        Map<Path, Long> before = files();
        List<Sent> right = right();
        for (int i = 0; i < BODIES / 500; i++) {
            try (Connection connection = new Connection(server)) {
                for (int request = 0; request < 500; request++) {
                    Sent sent = right.get(request % right.size());
                    byte[] body = mutated(sent.body());
                    Connection.Answer answer = connection.post(sent.path(), sent.type(), body);
                    statuses.merge(answer.status(), 1, Integer::sum);
                    assertThat(answer.status())
                            .as(() -> sent.path() + " " + new String(body, StandardCharsets.UTF_8))
                            .isIn(200, 400, 413, 415);
                    assertThat(answer.body()).doesNotContain("Exception").doesNotContain(folder.toString());
                }
            }
        }
        assertThat(statuses).containsKeys(200, 400);
        assertThat(files()).isEqualTo(before);
        stillAnswers();
    }

    @Test
    void changedRequestsAreAnsweredOrCutOff() throws IOException {
        byte[] right =
                ("POST /v2/models/digits/infer HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                                + "Connection: close\r\nContent-Length: %d\r\n\r\n%s")
                        .formatted(
                                server.address().getPort(), Digit.inference(0).length(), Digit.inference(0))
                        .getBytes(StandardCharsets.US_ASCII);
        int answered = 0;
        for (int request = 0; request < HEADS; request++) {
            byte[] head = mutated(
                    Arrays.copyOf(right, right.length - Digit.inference(0).length()));
            try (Connection connection = new Connection(server)) {
                connection.send(
                        joined(head, head.length, Digit.inference(0).getBytes(StandardCharsets.US_ASCII), head.length));
                connection.end();
                int status = connection.answer().status();
                answered += status == 0 ? 0 : 1;
                assertThat(status)
                        .as(() -> new String(head, StandardCharsets.ISO_8859_1))
                        .isNotEqualTo(500)
                        .isLessThan(506);
            } catch (SocketTimeoutException hanging) {
                throw new AssertionError(new String(head, StandardCharsets.ISO_8859_1), hanging);
            } catch (IOException cut) {
                continue;
            }
        }
        assertThat(answered).isGreaterThan(HEADS / 2);
        stillAnswers();
    }

    private static void stillAnswers() throws IOException {
        try (Connection connection = new Connection(server)) {
            assertThat(connection
                            .post("/v2/models/digits/infer", Digit.inference(0))
                            .status())
                    .isEqualTo(200);
        }
    }

    /// The files of the run, with their sizes.
    private static Map<Path, Long> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .collect(
                            Collectors.toMap(file -> file, file -> file.toFile().length()));
        }
    }
}
