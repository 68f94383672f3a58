package nunchi.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.file.StoredFile;
import tools.jackson.databind.JsonNode;

/// A file's keys as they stand there, which no record may hide from a test.
public final class JsonFile {
    private JsonFile() {}

    public static JsonNode read(Path file) {
        try {
            return StoredFile.json(Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
