package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    @TempDir
    private Path folder;

    private final List<DownloadEvent> events = new CopyOnWriteArrayList<>();
    private Mirror mirror;

    @BeforeEach
    void start() throws IOException {
        mirror = new Mirror();
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void aFileIsFetchedComparedAndMovedIntoItsPlace() throws IOException {
        mirror.serve("/good/", exchange -> Mirror.send(exchange, Mirror.FILE, "\"one\""));
        assertThat(fetch("/good/")).containsExactly(target());
        assertThat(target()).hasBinaryContent(Mirror.FILE);
        assertThat(left()).containsExactly("set.bin.gz");
        assertThat(events.getFirst())
                .isEqualTo(new DownloadEvent.Started("set.bin.gz", mirror.address("/good/"), 0, Mirror.FILE.length));
        assertThat(events.get(events.size() - 2))
                .isEqualTo(new DownloadEvent.Progressed("set.bin.gz", Mirror.FILE.length, Mirror.FILE.length));
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
        mirror.serve("/endless/", exchange -> {
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
        mirror.serve("/bomb/", exchange -> Mirror.send(exchange, bomb, "\"one\""));
        refused("what it sent is not set.bin.gz", "/bomb/");
        assertThat(left()).isEmpty();
    }

    @RepeatedTest(20)
    void aDownloadThatBreaksOffGoesOnWhereItStopped() {
        mirror.serve(
                "/weak/",
                exchange ->
                        mirror.sendFrom(exchange, "\"one\"", mirror.ranges.isEmpty() ? 100_000 : Mirror.FILE.length));
        fetch("/weak/");
        assertThat(mirror.ranges).containsExactly("none", "bytes=100000-");
        assertThat(target()).hasBinaryContent(Mirror.FILE);
    }

    @Test
    void aLaterStartGoesOnToo() throws IOException {
        mirror.serve("/weak/", exchange -> mirror.sendFrom(exchange, "\"one\"", mirror.ranges.isEmpty() ? 100_000 : 0));
        refused("it broke off after 100,000 of 300,113 bytes", "/weak/");
        assertThat(left()).containsExactlyInAnyOrder("set.bin.gz.part", "set.bin.gz.part.from");
        mirror.forget("/weak/");
        mirror.serve("/weak/", exchange -> mirror.sendFrom(exchange, "\"one\"", Mirror.FILE.length));
        fetch("/weak/");
        assertThat(mirror.ranges.getLast()).isEqualTo("bytes=100000-");
        assertThat(target()).hasBinaryContent(Mirror.FILE);
        assertThat(left()).containsExactly("set.bin.gz");
    }

    @Test
    void aFileThatChangedOnTheMirrorIsFetchedFromItsBeginning() {
        byte[] other = IdxFiles.compressed(new byte[200_000]);
        mirror.serve("/changing/", exchange -> {
            if (mirror.ranges.isEmpty()) {
                mirror.ranges.add("other");
                Mirror.sendPart(exchange, other, "\"old\"", 0, 100);
            } else {
                mirror.sendFrom(exchange, "\"new\"", Mirror.FILE.length);
            }
        });
        fetch("/changing/");
        assertThat(mirror.ranges).containsExactly("other", "bytes=100-");
        assertThat(target()).hasBinaryContent(Mirror.FILE);
    }

    @Test
    void aServerThatIgnoresRangesSendsTheWholeAgain() {
        mirror.serve("/simple/", exchange -> {
            mirror.ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            Mirror.sendPart(exchange, Mirror.FILE, "\"one\"", 0, mirror.ranges.size() == 1 ? 1000 : Mirror.FILE.length);
        });
        fetch("/simple/");
        assertThat(mirror.ranges).containsExactly("null", "bytes=1000-");
        assertThat(target()).hasBinaryContent(Mirror.FILE);
    }

    @Test
    void theNextMirrorIsAskedWhenOneFails() {
        mirror.serve("/absent/", exchange -> exchange.sendResponseHeaders(404, -1));
        mirror.serve("/portal/", exchange -> Mirror.send(exchange, "<html>Please log in</html>".getBytes(), null));
        mirror.serve("/wrong/", exchange -> Mirror.send(exchange, IdxFiles.compressed(new byte[10]), null));
        mirror.serve("/good/", exchange -> Mirror.send(exchange, Mirror.FILE, null));
        fetch("/absent/", "/portal/", "/wrong/", "/good/");
        assertThat(target()).hasBinaryContent(Mirror.FILE);
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
        mirror.serve("/silent/", exchange -> {
            exchange.sendResponseHeaders(200, Mirror.FILE.length);
            exchange.getResponseBody().write(Mirror.FILE, 0, 5);
            exchange.getResponseBody().flush();
            Mirror.sleep();
        });
        mirror.serve("/mute/", exchange -> Mirror.sleep());
        mirror.serve("/good/", exchange -> Mirror.send(exchange, Mirror.FILE, null));
        Download download = download("/mute/", "/silent/", "/good/");
        new Downloader(events::add, Duration.ofSeconds(1))
                .fetch(new SourceFiles("set", List.of(download)), target().getParent());
        assertThat(target()).hasBinaryContent(Mirror.FILE);
        assertThat(events)
                .contains(
                        new DownloadEvent.MirrorFailed(
                                "set.bin.gz", mirror.address("/mute/"), "it did not answer in time"),
                        new DownloadEvent.MirrorFailed(
                                "set.bin.gz", mirror.address("/silent/"), "it sent nothing more for 1000 ms"));
    }

    @Test
    void withoutNetworkThePersonIsToldWhatToPutWhere() throws IOException {
        mirror.close();
        refused(
                "set could not be fetched (localhost: it cannot be reached); put set.bin.gz (SHA-256 of the content: %s) into %s by hand"
                        .formatted(Sha256.of(Mirror.CONTENT), target().getParent()),
                "/good/");
        DataSource source = new IdxSource(
                new DataCard("small", "a"),
                "",
                List.of(1, 1),
                Map.of(),
                List.of(mirror.address("/good/").resolve(".")));
        DataCatalogue catalogue = new DataCatalogue(
                List.of(source), new DataFolders(folder, null, null, null), new Downloader(DownloadListener.none()));
        assertThatThrownBy(() -> catalogue.load("small"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into ");
    }

    @Test
    void anAbsentSetIsFetchedWhenItIsLoaded() {
        mirror.serve("/mirror/", exchange -> {
            String name = exchange.getRequestURI().getPath();
            Mirror.send(
                    exchange,
                    IdxFiles.compressed(name.contains("images") ? IdxFiles.images() : IdxFiles.labels()),
                    null);
        });
        DataCard card = new DataCard("small", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        DataSource source = new IdxSource(
                card,
                "",
                List.of(20, 20),
                Map.of(),
                List.of(mirror.address("/mirror/").resolve(".")));
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

    private Download download(String... paths) {
        SequencedMap<String, String> contents = new LinkedHashMap<>();
        contents.put("set.bin", Sha256.of(Mirror.CONTENT));
        return new Download(
                "set.bin.gz",
                "",
                contents,
                Mirror.CONTENT.length,
                Arrays.stream(paths).map(mirror::address).toList());
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
