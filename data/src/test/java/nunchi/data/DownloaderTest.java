package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    private static final byte[] CONTENT = new byte[300_000];
    private static final byte[] FILE;

    static {
        new SplittableRandom(3).nextBytes(CONTENT);
        FILE = IdxFiles.compressed(CONTENT);
    }

    @TempDir
    private Path folder;

    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aFileIsFetchedComparedAndMovedIntoItsPlace() throws IOException {
        serve("/good/", exchange -> send(exchange, FILE, "\"one\""));
        assertThat(fetch("/good/")).containsExactly(target());
        assertThat(target()).hasBinaryContent(FILE);
        assertThat(left()).containsExactly("set.bin.gz");
        assertThat(events.getFirst())
                .isEqualTo(new DownloadEvent.Started("set.bin.gz", address("/good/"), 0, FILE.length));
        assertThat(events.get(events.size() - 2))
                .isEqualTo(new DownloadEvent.Progressed("set.bin.gz", FILE.length, FILE.length));
        assertThat(events.getLast()).isEqualTo(new DownloadEvent.Finished("set.bin.gz", target()));
    }

    @Test
    void whatIsThereIsNotFetchedAndNotOverwritten() throws IOException {
        Files.createDirectories(target().getParent());
        Files.write(target(), new byte[] {1, 2, 3});
        assertThat(fetch("/nowhere/")).isEmpty();
        assertThat(target()).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void aMirrorThatNeverStopsSendingIsLeft() throws IOException {
        serve("/endless/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(piece);
            }
        });
        refused("it sent more than the 1,348,576 bytes that set.bin.gz may have", "/endless/");
        assertThat(left()).isEmpty();
    }

    @Test
    void aSmallFileThatUnpacksWithoutEndIsRefused() throws IOException {
        byte[] bomb = IdxFiles.compressed(new byte[50_000_000]);
        serve("/bomb/", exchange -> send(exchange, bomb, "\"one\""));
        refused("what it sent is not set.bin.gz", "/bomb/");
        assertThat(left()).isEmpty();
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItStopped() {
        serve("/weak/", exchange -> sendFrom(exchange, "\"one\"", ranges.isEmpty() ? 100_000 : FILE.length));
        fetch("/weak/");
        assertThat(ranges).containsExactly("none", "bytes=100000-");
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void aLaterStartGoesOnToo() throws IOException {
        serve("/weak/", exchange -> sendFrom(exchange, "\"one\"", ranges.isEmpty() ? 100_000 : 0));
        refused("it broke off after 100,000 of 300,113 bytes", "/weak/");
        assertThat(left()).containsExactlyInAnyOrder("set.bin.gz.part", "set.bin.gz.part.from");
        server.removeContext("/weak/");
        serve("/weak/", exchange -> sendFrom(exchange, "\"one\"", FILE.length));
        fetch("/weak/");
        assertThat(ranges.getLast()).isEqualTo("bytes=100000-");
        assertThat(target()).hasBinaryContent(FILE);
        assertThat(left()).containsExactly("set.bin.gz");
    }

    @Test
    void aFileThatChangedOnTheMirrorIsFetchedFromItsBeginning() {
        byte[] other = IdxFiles.compressed(new byte[200_000]);
        serve("/changing/", exchange -> {
            if (ranges.isEmpty()) {
                ranges.add("other");
                sendPart(exchange, other, "\"old\"", 0, 100);
            } else {
                sendFrom(exchange, "\"new\"", FILE.length);
            }
        });
        fetch("/changing/");
        assertThat(ranges).containsExactly("other", "bytes=100-");
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void aServerThatIgnoresRangesSendsTheWholeAgain() {
        serve("/simple/", exchange -> {
            ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            sendPart(exchange, FILE, "\"one\"", 0, ranges.size() == 1 ? 1000 : FILE.length);
        });
        fetch("/simple/");
        assertThat(ranges).containsExactly("null", "bytes=1000-");
        assertThat(target()).hasBinaryContent(FILE);
    }

    @Test
    void theNextMirrorIsAskedWhenOneFails() {
        serve("/absent/", exchange -> exchange.sendResponseHeaders(404, -1));
        serve("/portal/", exchange -> send(exchange, "<html>Please log in</html>".getBytes(), null));
        serve("/wrong/", exchange -> send(exchange, IdxFiles.compressed(new byte[10]), null));
        serve("/good/", exchange -> send(exchange, FILE, null));
        fetch("/absent/", "/portal/", "/wrong/", "/good/");
        assertThat(target()).hasBinaryContent(FILE);
        List<String> reasons = new ArrayList<>();
        events.forEach(event -> {
            if (event instanceof DownloadEvent.MirrorFailed failed) {
                reasons.add(failed.reason());
            }
        });
        assertThat(reasons.getFirst()).isEqualTo("it answered with status 404");
        assertThat(reasons).anyMatch(reason -> reason.startsWith("what it sent is not set.bin"));
    }

    @Test
    void aMirrorThatFallsSilentIsLeft() {
        serve("/silent/", exchange -> {
            exchange.sendResponseHeaders(200, FILE.length);
            exchange.getResponseBody().write(FILE, 0, 5);
            exchange.getResponseBody().flush();
            sleep();
        });
        serve("/mute/", exchange -> sleep());
        serve("/good/", exchange -> send(exchange, FILE, null));
        Download download = download("/mute/", "/silent/", "/good/");
        new Downloader(events::add, Duration.ofMillis(200))
                .fetch(new SourceFiles("set", List.of(download)), target().getParent());
        assertThat(target()).hasBinaryContent(FILE);
        assertThat(events)
                .contains(
                        new DownloadEvent.MirrorFailed("set.bin.gz", address("/mute/"), "it did not answer in time"),
                        new DownloadEvent.MirrorFailed(
                                "set.bin.gz", address("/silent/"), "it sent nothing more for 200 ms"));
    }

    @Test
    void withoutNetworkThePersonIsToldWhatToPutWhere() throws IOException {
        server.stop(0);
        refused(
                "set could not be fetched (localhost: it cannot be reached); put set.bin.gz (SHA-256 of the content: %s) into %s by hand"
                        .formatted(Sha256.of(CONTENT), target().getParent()),
                "/good/");
        DataSource source = new IdxSource(
                new DataCard("small", "a"),
                "",
                List.of(1, 1),
                Map.of(),
                List.of(address("/good/").resolve(".")));
        DataCatalogue catalogue = new DataCatalogue(
                List.of(source), new DataFolders(folder, null, null, null), new Downloader(DownloadListener.none()));
        assertThatThrownBy(() -> catalogue.load("small"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into ");
    }

    @Test
    void anAbsentSetIsFetchedWhenItIsLoaded() {
        serve("/mirror/", exchange -> {
            String name = exchange.getRequestURI().getPath();
            send(exchange, IdxFiles.compressed(name.contains("images") ? IdxFiles.images() : IdxFiles.labels()), null);
        });
        DataCard card = new DataCard("small", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        DataSource source = new IdxSource(
                card, "", List.of(20, 20), Map.of(), List.of(address("/mirror/").resolve(".")));
        DataCatalogue catalogue = new DataCatalogue(
                List.of(source), new DataFolders(folder, null, null, null), new Downloader(events::add));
        assertThat(catalogue.check("small")).extracting(FileCheck::state).containsOnly(FileCheck.State.ABSENT);
        assertThat(catalogue.load("small").test().size()).isEqualTo(20);
        assertThat(folder.resolve("small/t10k-labels-idx1-ubyte.gz")).exists();
        assertThat(catalogue.check("small"))
                .hasSize(4)
                .extracting(FileCheck::state)
                .containsOnly(FileCheck.State.OK);
        assertThat(catalogue.get("small")).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.write(folder.resolve("data"), new byte[1]);
        refused("data cannot be written", "/good/");
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    /// As a server with ranges does: from where it is asked, if the mark is the file's.
    private void sendFrom(HttpExchange exchange, String mark, int most) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean same = mark.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        sendPart(exchange, FILE, mark, from, most);
        ranges.add(range == null ? "none" : range);
    }

    private static void sendPart(HttpExchange exchange, byte[] file, String mark, int from, int most)
            throws IOException {
        exchange.getResponseHeaders().add("ETag", mark);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        exchange.getResponseBody().write(file, from, Math.min(most, file.length - from));
        exchange.getResponseBody().flush();
    }

    private static void send(HttpExchange exchange, byte[] content, String mark) throws IOException {
        if (mark != null) {
            exchange.getResponseHeaders().add("ETag", mark);
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void sleep() {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI address(String path) {
        return URI.create(
                "http://localhost:%d%sset.bin.gz".formatted(server.getAddress().getPort(), path));
    }

    private Download download(String... paths) {
        SequencedMap<String, String> contents = new LinkedHashMap<>();
        contents.put("set.bin", Sha256.of(CONTENT));
        return new Download(
                "set.bin.gz",
                "",
                contents,
                CONTENT.length,
                Arrays.stream(paths).map(this::address).toList());
    }

    private List<Path> fetch(String... paths) {
        return new Downloader(events::add)
                .fetch(new SourceFiles("set", List.of(download(paths))), target().getParent());
    }

    private void refused(String message, String... paths) {
        assertThatThrownBy(() -> fetch(paths))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    private Path target() {
        return folder.resolve("data/set.bin.gz");
    }

    private List<String> left() throws IOException {
        if (!Files.exists(target().getParent())) {
            return List.of();
        }
        try (var files = Files.list(target().getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
