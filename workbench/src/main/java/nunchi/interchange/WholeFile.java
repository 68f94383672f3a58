package nunchi.interchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import nunchi.check.InvalidRequestException;

/// A file that takes its name when it is whole, so that what stood there before is lost only to something complete.
public final class WholeFile {
    private WholeFile() {}

    /// Writes the bytes.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Missing folders are made.
    ///
    /// @throws InvalidRequestException when the disk refuses
    public static void write(Path file, Content content) {
        try {
            Path part = part(file);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw failed(file, refused);
        }
    }

    /// Where the file is written until it is whole.
    static Path part(Path file) throws IOException {
        Path part = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".part");
        Files.createDirectories(part.getParent());
        return part;
    }

    static InvalidRequestException failed(Path file, IOException refused) {
        return new InvalidRequestException("%s cannot be written: %s".formatted(file, Unreadable.reason(refused)), refused);
    }
}
