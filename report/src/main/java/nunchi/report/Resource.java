package nunchi.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The texts that the report is made of, from beside its classes.
final class Resource {
    private Resource() {}

    /// @throws UncheckedIOException where the program was built or installed without it
    static String text(String name) {
        String text = textOrEmpty(name);
        if (text.isEmpty()) {
            throw new UncheckedIOException(
                    "the page cannot be made: nunchi/report/%s is missing from this program; build or install it anew"
                            .formatted(name),
                    new FileNotFoundException(name));
        }
        return text;
    }

    static String textOrEmpty(String name) {
        try (InputStream stream = Resource.class.getResourceAsStream("/nunchi/report/" + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
