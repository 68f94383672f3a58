package nunchi.search;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.file.WholeFile;
import nunchi.record.ClaimRecord;
import nunchi.record.Codec;

/// A claim: a folder, which one process alone can make, with the last sign of life of that process.
record ClaimFolder(Path path) {
    private static final String FILE = "claim.json";

    /// @return whether it was this process that did
    /// @throws IOException where no folder can be made here
    boolean make() throws IOException {
        try {
            Files.createDirectory(path);
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException taken) {
            return false;
        }
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /// Empty where there is no claim, and for one that has just been made.
    Optional<ClaimRecord> read() {
        try {
            return Codec.read(path.resolve(FILE), ClaimRecord.class);
        } catch (InvalidRequestException replaced) {
            return Optional.empty();
        }
    }

    /// @throws IOException where there is no claim any more, or the disk refuses
    void write(ClaimRecord sign) throws IOException {
        Path part = path.resolve("." + FILE + "-" + UUID.randomUUID());
        Files.write(part, Codec.compact(sign));
        WholeFile.complete(part, path.resolve(FILE));
    }

    /// Takes away a claim, as a whole.
    ///
    /// @return whether it was this process that did
    boolean remove() throws IOException {
        Path aside = path.resolveSibling("." + path.getFileName() + "-" + UUID.randomUUID());
        try {
            WholeFile.renameFolder(path, aside);
        } catch (NoSuchFileException other) {
            return false;
        }
        delete(aside);
        return true;
    }

    /// With what is in it.
    static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> files = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
