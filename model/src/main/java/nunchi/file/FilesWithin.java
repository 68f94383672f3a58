package nunchi.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// What lies in a folder, links followed.
public final class FilesWithin {
    private FilesWithin() {}

    /// The files in a folder and in all folders within, in the order of their paths.
    ///
    /// @param wanted which of them; of the others nothing is asked
    /// @throws InvalidRequestException when a link leads nowhere, or back to a folder above it
    public static List<Path> deep(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(wanted)
                    .filter(path -> Files.isRegularFile(existing(path)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof FileSystemLoopException loop) {
                throw new InvalidRequestException(
                        "%s is a link to a folder that it lies in; remove it".formatted(loop.getFile()), unreadable);
            }
            throw unreadable.getCause();
        }
    }

    /// @return the same
    /// @throws InvalidRequestException when it is a link that leads nowhere
    public static Path existing(Path path) {
        Check.require(
                Files.exists(path) || !Files.isSymbolicLink(path),
                "%s is a link to nothing; correct it or remove it".formatted(path));
        return path;
    }
}
