package nunchi.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every file in a folder, without the times that the work took and without the names of the folder: what an
/// undisturbed work and one that was stopped and went on have in common.
public final class ComparedFolder {
    private static final String TIMES = "\"(seconds|imagesPerSecond|millisecondsPerStep)\" ?: ?[^,}\\n]+";

    /// As the report shows them, with their exact values to sort by.
    private static final String SHOWN_TIMES =
            "(data-[a-z]+=\"[^\"]*\">)?[0-9][0-9.,]*[ \u00a0](s|ms)\\b|<dt>examples per second</dt><dd>[^<]*</dd>";

    private ComparedFolder() {}

    public static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), content(file));
            }
        }
        return files;
    }

    /// Where they differ, file by file.
    public static List<String> differences(Map<String, String> files, Map<String, String> others) {
        return Stream.concat(files.keySet().stream(), others.keySet().stream())
                .distinct()
                .sorted()
                .map(name -> difference(name, files.get(name), others.get(name)))
                .filter(found -> found != null)
                .toList();
    }

    private static String difference(String name, String content, String other) {
        if (content == null || other == null) {
            return "%s is %s".formatted(name, content == null ? "missing" : "new");
        }
        byte[] bytes = content.getBytes(StandardCharsets.UTF_16BE);
        int place = Arrays.mismatch(bytes, other.getBytes(StandardCharsets.UTF_16BE)) / 2;
        return content.equals(other)
                ? null
                : "%s at %d: %s <> %s".formatted(name, place, around(content, place), around(other, place));
    }

    private static String around(String text, int place) {
        return text.substring(Math.max(0, Math.min(text.length(), place) - 60), Math.min(text.length(), place + 60));
    }

    private static String content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        if (name.endsWith(".safetensors") || name.endsWith(".npy")) {
            return HexFormat.of().formatHex(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll(name.equals(RunFolder.REPORT) ? SHOWN_TIMES : TIMES, "");
        return name.equals(RunFolder.JOURNAL) ? text.replaceAll("\\{\"event\":\"resumed\"[^\\n]*\\n", "") : text;
    }
}
