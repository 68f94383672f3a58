package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoFetchersTest {
    private static final byte[] CONTENT = new byte[50_000];

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/good/", exchange -> send(exchange, CONTENT));
        server.createContext("/wrong/", exchange -> send(exchange, new byte[10]));
        server.createContext("/late/", exchange -> {
            said.add(saysOfAnother());
            assertThatThrownBy(() -> fetch(folder, address("/good/")))
                    .hasMessage(
                            "set is being fetched into %s already, by another process or thread; wait for its end",
                            folder);
            said.add(saysOfAnother());
            send(exchange, CONTENT);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// What the first mirror sent is opened to be compared and closed again, by which POSIX would take a lock on that
    /// file away; the second mirror asks then.
    @Test
    void oneProcessAtATimeFetchesIntoAFolder() {
        assertThat(fetch(folder, address("/wrong/"), address("/late/"))).containsExactly(folder.resolve("set.bin"));
        assertThat(said)
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(each).contains("set is being fetched into").doesNotContain("fetched ["));
        assertThat(folder.resolve("set.bin")).hasBinaryContent(CONTENT);
    }

    private static List<Path> fetch(Path folder, URI... mirrors) {
        SequencedMap<String, String> contents = new LinkedHashMap<>();
        contents.put("set.bin", Sha256.of(CONTENT));
        Download download = new Download("set.bin", "", contents, 1 << 20, Arrays.asList(mirrors));
        return new Downloader(_ -> {}).fetch(new SourceFiles("set", List.of(download)), folder);
    }

    private static void send(HttpExchange exchange, byte[] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private URI address(String path) {
        return URI.create(
                "http://localhost:%d%sset.bin".formatted(server.getAddress().getPort(), path));
    }

    private String saysOfAnother() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fetcher.class.getName(),
                        folder.toString(),
                        address("/good/").toString())
                .redirectErrorStream(true)
                .start();
        return process.inputReader(StandardCharsets.UTF_8).readAllAsString();
    }

    /// The other process.
    public static final class Fetcher {
        private Fetcher() {}

        /// @param arguments the folder and the mirror's address
        public static void main(String... arguments) {
            System.out.println("fetched " + fetch(Path.of(arguments[0]), URI.create(arguments[1])));
        }
    }
}
