package nunchi.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The version of Nunchi that runs.
///
/// It is read from a file of its own beside this class, since a module has no manifest entries and a jar that holds a
/// whole program has those of the program.
public final class NunchiVersion {
    private static final String FILE = "number.txt";
    private static final String NUMBER = read();

    private NunchiVersion() {}

    /// The version number, such as `1.2.3`; `development` where classes were compiled without Maven.
    public static String number() {
        return NUMBER;
    }

    private static String read() {
        try (InputStream file = NunchiVersion.class.getResourceAsStream(FILE)) {
            return file == null ? "development" : new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
