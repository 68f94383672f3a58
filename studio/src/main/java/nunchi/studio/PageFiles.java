package nunchi.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.report.PageParts;
import org.jspecify.annotations.Nullable;

/// The files that the page is made of, by their names: these and no others.
final class PageFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final List<String> OWN = List.of(
            "studio",
            "runs",
            "following",
            "panel",
            "answered",
            "asking",
            "drafting",
            "editor",
            "groups",
            "keeping",
            "latest",
            "layers",
            "rowform",
            "server",
            "sketch",
            "steering",
            "surface",
            "stepping",
            "tensors",
            "terms",
            "trials");
    private static final List<String> SHARED =
            List.of("axes", "curves", "dom", "drawing", "look", "map", "numbers", "pens");

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    /// @param type what a browser takes it for
    record PageFile(String type, byte[] bytes) {}

    PageFiles() {
        put("studio.html", "text/html; charset=utf-8", own("studio.html"));
        put("studio.css", STYLE, own("studio.css"));
        put("report.css", STYLE, PageParts.style());
        put("echarts.js", SCRIPT, PageParts.charts());
        OWN.forEach(name -> put(name + ".js", SCRIPT, own(name + ".js")));
        SHARED.forEach(name -> put(name + ".js", SCRIPT, PageParts.module(name)));
    }

    private void put(String name, String type, String text) {
        files.put(name, new PageFile(type, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String own(String name) {
        try (InputStream stream = Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Null where there is none of that name.
    @Nullable
    PageFile of(String name) {
        return files.get(name);
    }
}
