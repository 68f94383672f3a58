package nunchi.report;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page in a real browser: `walk.js` points at everything and presses everything. Without Chromium or Chrome on the path such a test is skipped.
final class Browser {
    private static final Pattern ANSWER = Pattern.compile("<body>([A-Za-z0-9+/=]+)</body>");
    private static final String WATCH = "<head><script>window.ran = []; window.failed = []; window.alert = what => ran.push(String(what));"
            + " addEventListener('error', event => { if (event.message) failed.push(event.message); });</script>";
    /// A browser on a busy machine may end before it has begun.
    private static final int ATTEMPTS = 3;
    private static final int SECONDS = 90;

    private Browser() {}

    /// What was seen: `ran` (scripts that came out of the data), `failed`, `tips`, `drawings` (name and text of each saved SVG),
    /// `wide` (whether the page scrolls sideways) and counts.
    static JsonNode walk(Path page, int width) throws IOException, InterruptedException {
        Optional<Path> browser = found();
        assumeThat(browser).as("Chromium or Chrome on the path; without it pages are not walked").isPresent();
        Path walked = page.resolveSibling("walked-" + page.getFileName());
        String script = new String(Browser.class.getResourceAsStream("walk.js").readAllBytes(), StandardCharsets.UTF_8);
        String html = Files.readString(page).replaceFirst("<head>", Matcher.quoteReplacement(WATCH));
        int end = html.lastIndexOf("</body>");
        Files.writeString(walked, html.substring(0, end) + "<script>" + script + "</script>" + html.substring(end));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Matcher answer = ANSWER.matcher(seen(browser.get(), walked, width));
            if (answer.find()) {
                return new JsonMapper().readTree(Base64.getDecoder().decode(answer.group(1)));
            }
        }
        throw new AssertionError("the page was not walked to its end: " + walked);
    }

    private static String seen(Path browser, Path page, int width) throws IOException, InterruptedException {
        Path out = Files.createTempFile(page.toAbsolutePath().getParent(), "dom", ".html");
        Path profile = Files.createTempDirectory(page.toAbsolutePath().getParent(), "profile");
        List<String> command = List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=600000",
                "--window-size=" + width + ",1000", "--user-data-dir=" + profile, "--dump-dom", page.toUri().toString());
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    private static Optional<Path> found() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }
}
