package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The walk sees what it is made to see; without this, that nothing was seen would prove nothing.
class BrowserTest {
    @TempDir
    private Path folder;

    @Test
    void aScriptThatRunsAndOneThatFailsAreSeen() throws IOException, InterruptedException {
        Path page = Files.writeString(
                folder.resolve("page.html"),
                "<!doctype html><head></head><body><img src=x onerror=alert(1)><button onclick='alert(2)'>"
                        + "press</button><script>missing()</script><div style='width: 700px'>wide</div></body>");
        JsonNode walked = Browser.walk(page, 500);
        assertThat(walked.path("ran").toString()).isEqualTo("[\"1\",\"2\"]");
        assertThat(walked.path("failed").toString()).contains("missing is not defined");
        assertThat(walked.path("wide").asBoolean()).isTrue();
    }
}
