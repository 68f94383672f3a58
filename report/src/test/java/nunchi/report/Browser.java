package nunchi.report;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A page in a real browser, which all tests share and each enters by a tab of its own: `walk.js` points at everything
/// and presses everything. Without Chromium or Chrome on the path such a test is skipped.
public final class Browser {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WATCH =
            "window.ran = []; window.failed = []; window.alert = what => ran.push(String(what));"
                    + " addEventListener('error', event => { if (event.message) failed.push(event.message); });";
    /// A browser on a busy machine may end before it has begun.
    private static final int ATTEMPTS = 3;
    private static final int SECONDS = 90;
    private static final int HEIGHT = 1000;
    private static final int STEP_MILLISECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Process process;
    private static int port;

    private Browser() {}

    /// What was seen: `ran` (scripts that came out of the data), `failed`, `tips`, `files` (name and text of everything
    /// saved), `drawings` (name and texts of each saved SVG), `wide` (whether the page scrolls sideways) and counts.
    static JsonNode walk(Path page, int width) throws IOException, InterruptedException {
        return ask(page, width, script("walk.js"));
    }

    static String script(String name) throws IOException {
        return new String(Browser.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    /// @param expression gives a promise of a text in JSON
    static JsonNode ask(Path page, int width, String expression) throws IOException, InterruptedException {
        return ask(page.toUri(), width, expression);
    }

    /// The same of a page of a server.
    public static JsonNode ask(URI page, int width, String expression) throws IOException, InterruptedException {
        return ask(page, width, expression, null);
    }

    /// @param picture where a picture of the page is written then, as far down as the answer's `height`; null for none
    public static JsonNode ask(URI page, int width, String expression, Path picture)
            throws IOException, InterruptedException {
        Optional<Path> browser = found();
        assumeThat(browser)
                .as("Chromium or Chrome on the path; without it pages are not walked")
                .isPresent();
        start(browser.get());
        JsonNode opened = JSON.readTree(http("PUT", "/json/new?about:blank"));
        try (Tab tab =
                new Tab(HTTP, URI.create(opened.path("webSocketDebuggerUrl").asString()))) {
            load(tab, page, width);
            JsonNode answer = tab.send(
                    "Runtime.evaluate",
                    JSON.createObjectNode()
                            .put("expression", expression)
                            .put("awaitPromise", true)
                            .put("returnByValue", true));
            JsonNode seen = JSON.readTree(answer.path("result").path("value").asString());
            if (picture != null) {
                Files.write(picture, captured(tab, width, seen.path("height").asDouble()));
            }
            return seen;
        } finally {
            http("GET", "/json/close/" + opened.path("id").asString());
        }
    }

    private static byte[] captured(Tab tab, int width, double height) throws IOException, InterruptedException {
        ObjectNode clip = JSON.createObjectNode().put("x", 0).put("y", 0).put("scale", 1);
        ObjectNode wanted = JSON.createObjectNode().put("captureBeyondViewport", true);
        wanted.set("clip", clip.put("width", width).put("height", height));
        return Base64.getDecoder()
                .decode(tab.send("Page.captureScreenshot", wanted).path("data").asString());
    }

    private static void load(Tab tab, URI page, int width) throws IOException, InterruptedException {
        tab.send(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", HEIGHT)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        tab.send("Page.enable", JSON.createObjectNode());
        tab.send(
                "Page.addScriptToEvaluateOnNewDocument", JSON.createObjectNode().put("source", WATCH));
        tab.send("Page.navigate", JSON.createObjectNode().put("url", page.toString()));
        tab.await("Page.loadEventFired");
    }

    private static String http(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static synchronized void start(Path browser) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && (process == null || !process.isAlive()); attempt++) {
            Path profile = Files.createTempDirectory("browser");
            Path chosen = profile.resolve("DevToolsActivePort");
            Process started = headless(browser, profile);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, profile)));
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                    System.nanoTime() < end && started.isAlive(); ) {
                // The file is written in two steps: the port, and then the address on the next line.
                List<String> lines = Files.exists(chosen) ? Files.readAllLines(chosen) : List.of();
                if (lines.size() > 1) {
                    port = Integer.parseInt(lines.getFirst());
                    process = started;
                    return;
                }
                Thread.sleep(STEP_MILLISECONDS);
            }
        }
        if (process == null || !process.isAlive()) {
            throw new AssertionError("the browser does not start: " + browser);
        }
    }

    private static Process headless(Path browser, Path profile) throws IOException {
        return new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void end(Process started, Path profile) {
        started.descendants().forEach(ProcessHandle::destroyForcibly);
        started.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // What the operating system still holds stays in its folder for temporary files.
        }
    }

    private static Optional<Path> found() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
