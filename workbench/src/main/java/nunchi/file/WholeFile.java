package nunchi.file;

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
            store(file, content);
        } catch (IOException refused) {
            throw failed(file, refused);
        }
    }

    /// The same for callers with a complaint of their own; nothing unfinished stays.
    public static void store(Path file, Content content) throws IOException {
        Path part = part(file);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            complete(part, file);
        } catch (IOException refused) {
            remove(part, refused);
            throw refused;
        }
    }

    private static void remove(Path part, IOException refused) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException stuck) {
            refused.addSuppressed(stuck);
        }
    }

    /// Where the file is written until it is whole.
    public static Path part(Path file) throws IOException {
        Path part = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".part");
        Files.createDirectories(part.getParent());
        return part;
    }

    /// Gives what was written its name.
    public static void complete(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public static InvalidRequestException failed(Path file, IOException refused) {
        return new InvalidRequestException("%s cannot be written: %s".formatted(file, Unreadable.reason(refused)), refused);
    }
}
