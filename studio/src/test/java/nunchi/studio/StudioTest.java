package nunchi.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.file.LockFile;
import nunchi.record.Codec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the studio says of a folder of runs.
final class StudioTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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

    private HttpRequest request(String path) {
        String token = studio.address().getQuery().replace("token=", "");
        return HttpRequest.newBuilder(studio.address().resolve(path))
                .header("Cookie", "nunchi-%d=%s".formatted(studio.address().getPort(), token))
                .build();
    }

    private HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private List<StudioRecord.Run> runs() throws IOException, InterruptedException {
        return Codec.read(answer("/api/runs").body(), StudioRecord.Runs.class).runs();
    }

    private static String id(String name) {
        return "?id=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    @Test
    void runsAreFoundWithTheirStateThoseInTrainingFirst() throws IOException, InterruptedException {
        assertThat(runs()).isEmpty();
        RunFiles.finished(folder, "done", 3, 10);
        RunFiles.finished(folder.resolve("search"), "trial-1", 2, 20);
        Path trained = RunFiles.begun(folder, "at work", 1, 10);
        RunFiles.begun(folder, "cut off", 1, 10);
        Files.writeString(Files.createDirectories(folder.resolve("broken")).resolve("journal.jsonl"), "no JSON\n{}\n");
        Files.createDirectories(folder.resolve("no run"));
        try (LockFile _ = LockFile.take(trained)) {
            assertThat(runs().getFirst()).satisfies(run -> {
                assertThat(run.id()).isEqualTo("at work");
                assertThat(run.state()).isEqualTo("training");
                assertThat(run.epochs()).isEqualTo(10);
            });
        }
        assertThat(runs())
                .extracting(StudioRecord.Run::id, StudioRecord.Run::state)
                .containsExactlyInAnyOrder(
                        tuple("done", "finished"),
                        tuple("search/trial-1", "finished"),
                        tuple("at work", "interrupted"),
                        tuple("cut off", "interrupted"),
                        tuple("broken", "unreadable"));
        assertThat(runs().stream().filter(run -> run.id().equals("done")).findFirst())
                .hasValueSatisfying(run -> assertThat(run.values()).containsEntry("val_loss", 2.0 / 3));
    }

    @Test
    void aRunHasItsSettingsAndItsReportInASandbox() throws IOException, InterruptedException {
        RunFiles.finished(folder, "a & b", 3, 10);
        StudioRecord.Detail detail = Codec.read(answer("/api/run" + id("a & b")).body(), StudioRecord.Detail.class);
        assertThat(detail.settings()).containsEntry("data.batch", "10");
        assertThat(detail.report()).isTrue();
        HttpResponse<String> report = answer("/report" + id("a & b"));
        assertThat(report.body()).contains("report of 10");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox allow-scripts allow-downloads; default-src 'none'");
    }

    @Test
    void aJournalIsFollowedLineByLineAndFromAPlaceOn() throws IOException, InterruptedException {
        Path run = RunFiles.begun(folder, "run", 1, 10);
        HttpResponse<InputStream> stream =
                HTTP.send(request("/api/events" + id("run")), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(data(lines)).contains("\"started\"");
            assertThat(data(lines)).contains("\"epoch\":1,");
            RunFiles.append(
                    run,
                    "{\"event\":\"histograms\",\"epoch\":1}\n"
                            + RunFiles.epoch(2).substring(0, 20));
            RunFiles.append(run, RunFiles.epoch(2).substring(20));
            assertThat(data(lines)).as("a line is sent when it is whole").contains("\"epoch\":2,");
            RunFiles.begun(folder, "run", 1, 10);
            assertThat(next(lines)).isEqualTo("event: cut");
        }
        long first = Files.readString(run.resolve("journal.jsonl")).indexOf('\n') + 1;
        HttpRequest later = HttpRequest.newBuilder(request("/api/events" + id("run")), (_, _) -> true)
                .header("Last-Event-ID", String.valueOf(first))
                .build();
        HttpResponse<InputStream> resumed = HTTP.send(later, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resumed.body(), StandardCharsets.UTF_8))) {
            assertThat(data(lines)).contains("\"epoch\":1,");
        }
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line.isEmpty() || line.startsWith("id:") || line.startsWith(":")) {
            line = lines.readLine();
        }
        return line;
    }

    private static String data(BufferedReader lines) throws IOException {
        String line = next(lines);
        assertThat(line).startsWith("data: ");
        return line;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/run?id=..",
                "/api/run?id=../secret",
                "/api/run?id=%2e%2e%2fsecret",
                "/api/run?id=%252e%252e/secret",
                "/api/run?id=..%5csecret",
                "/api/run?id=run%00",
                "/api/run?id=link",
                "/api/run",
                "/report?id=begun",
                "/api/events?id=/etc",
                "/files/../studio.html",
                "/files/studio.class",
                "/files/%2e%2e",
                "/files/..%2fstudio.html",
                "/nothing"
            })
    void nothingLeadsOutOfTheFolder(String path) throws IOException, InterruptedException {
        RunFiles.begun(folder, "begun", 1, 10);
        Path secret = RunFiles.finished(folder.resolveSibling("secret" + folder.getFileName()), "x", 1, 10);
        Files.createSymbolicLink(folder.resolve("link"), secret);
        HttpResponse<String> answer = answer(path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain(folder.toString()).doesNotContain("Exception");
    }

    @Test
    void moreThan16StreamsAreRefused() throws IOException, InterruptedException {
        RunFiles.begun(folder, "run", 1, 10);
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            streams.add(HTTP.send(request("/api/events" + id("run")), HttpResponse.BodyHandlers.ofInputStream()));
        }
        assertThat(answer("/api/events" + id("run")).statusCode()).isEqualTo(503);
        for (HttpResponse<InputStream> stream : streams) {
            stream.body().close();
        }
    }

    @Test
    void oneStreamHasSeveralRunsEachFromItsOwnPlace() throws IOException, InterruptedException {
        Path first = RunFiles.begun(folder, "first", 1, 10);
        Path second = RunFiles.begun(folder, "second", 2, 10);
        long at = Files.size(first.resolve("journal.jsonl"));
        HttpResponse<InputStream> stream = HTTP.send(
                request("/api/events?id=first&id=second&at=%d-0".formatted(at)),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(data(lines)).startsWith("data: 1 {\"event\":\"started\"");
            assertThat(data(lines)).startsWith("data: 1 ").contains("\"epoch\":1,");
            assertThat(data(lines)).startsWith("data: 1 ").contains("\"epoch\":2,");
            RunFiles.append(first, RunFiles.epoch(2));
            assertThat(data(lines)).startsWith("data: 0 ").contains("\"epoch\":2,");
            RunFiles.append(second, RunFiles.epoch(3));
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine())
                    .isEqualTo("id: %d-%d"
                            .formatted(
                                    Files.size(first.resolve("journal.jsonl")),
                                    Files.size(second.resolve("journal.jsonl"))));
        }
    }

    @Test
    void theEpochsOfARunAreReadAtOnce() throws IOException, InterruptedException {
        Path run = RunFiles.begun(folder, "run", 3, 10);
        RunFiles.append(run, "{\"event\":\"histograms\",\"epoch\":3}\n" + "{\"event\":\"epo");
        List<String> lines = answer("/api/epochs" + id("run")).body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst() + "\n").isEqualTo(RunFiles.epoch(1));
        assertThat(lines.getLast()).isEqualTo("{\"at\":%d}".formatted(Files.size(run.resolve("journal.jsonl")) - 13));
    }

    @Test
    void aFolderThatIsDeletedHasNoRuns() throws IOException, InterruptedException {
        Path run = RunFiles.begun(folder, "run", 1, 10);
        assertThat(runs()).hasSize(1);
        Files.delete(run.resolve("journal.jsonl"));
        Files.delete(run.resolve("experiment.yaml"));
        Files.delete(run);
        assertThat(runs()).isEmpty();
        assertThat(answer("/api/run" + id("run")).body()).contains("there is no such run; it may have been deleted");
    }

    @Test
    void aTakenPortAndAFolderThatIsNotThereAreOneSentence() throws IOException {
        assertThatThrownBy(() -> Studio.start(folder.resolve("none"), 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("name the folder of runs");
        assertThatThrownBy(() -> Studio.start(folder, 70_000)).hasMessageContaining("port is 70000");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Studio.start(folder, taken.getLocalPort()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("is taken by another program; name another");
        }
    }

    @Test
    void aRunWhoseJournalGrewIsListedAnew() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            RunFiles.finished(folder, "run-" + i, 20, i + 1);
        }
        assertThat(runs()).hasSize(100).isEqualTo(runs());
        RunFiles.append(folder.resolve("run-7"), RunFiles.epoch(21));
        assertThat(runs())
                .filteredOn(run -> run.epoch() == 21)
                .extracting(StudioRecord.Run::id)
                .containsExactly("run-7");
    }

    @Test
    void theAddressOpensThePage() throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .build();
        HttpResponse<String> page =
                browser.send(HttpRequest.newBuilder(studio.address()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.uri())
                .isEqualTo(URI.create(
                        "http://127.0.0.1:%d/".formatted(studio.address().getPort())));
        assertThat(page.body()).contains("<title>Nunchi studio</title>");
    }
}
