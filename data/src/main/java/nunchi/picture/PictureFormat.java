package nunchi.picture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of files that images are read from, known by their first bytes.
public enum PictureFormat {
    JPEG("jpeg", 0, List.of("\u00ff\u00d8\u00ff"), "jpg", "jpeg", "jpe", "jfif"),
    PNG("png", 0, List.of("\u0089PNG\r\n\u001a\n"), "png"),
    GIF("gif", 0, List.of("GIF87a", "GIF89a"), "gif"),
    BMP("bmp", 0, List.of("BM"), "bmp"),
    WEBP("webp", 8, List.of("WEBP"), "webp"),
    TIFF("tiff", 0, List.of("II*\0", "MM\0*", "II+\0", "MM\0+"), "tif", "tiff");

    private final String title;
    private final int place;
    private final List<String> beginnings;
    private final List<String> endings;

    PictureFormat(String title, int place, List<String> beginnings, String... endings) {
        this.title = title;
        this.place = place;
        this.beginnings = beginnings;
        this.endings = Arrays.asList(endings);
    }

    /// `jpeg`, `png`, …
    public String title() {
        return title;
    }

    /// By a file's first bytes.
    public static Optional<PictureFormat> of(byte[] content) {
        return Arrays.stream(values()).filter(format -> format.begins(content)).findFirst();
    }

    /// Whether a file's name ends as an image's: `photo.JPG`.
    public static boolean named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return name.contains(".")
                && !name.startsWith(".")
                && Arrays.stream(values()).anyMatch(format -> format.endings.contains(ending));
    }

    private boolean begins(byte[] content) {
        return beginnings.stream().anyMatch(beginning -> has(content, place, beginning))
                && (this != WEBP || has(content, 0, "RIFF"));
    }

    /// Whether the bytes from a place on are these letters of Latin-1.
    static boolean has(byte[] content, int place, String letters) {
        byte[] wanted = letters.getBytes(StandardCharsets.ISO_8859_1);
        int end = place + wanted.length;
        return place >= 0 && end <= content.length && Arrays.equals(content, place, end, wanted, 0, wanted.length);
    }
}
