package nunchi.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import nunchi.check.InvalidRequestException;

/// A file that takes its name when it is whole and on the disk, so that what stood there before is lost only to
/// something complete: by a kill, and by a loss of power.
public final class WholeFile {
    private WholeFile() {}

    /// Writes the bytes.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Missing folders are made.
    ///
    /// @throws InvalidRequestException when the path cannot be written to
    /// @throws UncheckedIOException    when the disk is full or fails
    public static void write(Path file, Content content) {
        try {
            store(file, content);
        } catch (IOException refused) {
            throw failed(file, refused);
        }
    }

    /// The same for callers with a complaint of their own; nothing unfinished stays. An interrupt of the thread does
    /// not stop it.
    public static void store(Path file, Content content) throws IOException {
        Part part = Part.of(file);
        try {
            Files.deleteIfExists(part.file());
            Files.createFile(part.file());
            // unlike a channel, this stream is not closed by an interrupt of the thread
            try (OutputStream out =
                    new BufferedOutputStream(new FileOutputStream(part.file().toFile()))) {
                content.writeTo(out);
            }
            complete(part.file(), file);
        } catch (IOException | RuntimeException | Error refused) {
            part.discard(refused);
            throw refused;
        }
    }

    /// Where a file is written until it is whole.
    ///
    /// @param made folders for it, the innermost first
    public record Part(Path file, List<Path> made) {
        /// Missing folders are made.
        public static Part of(Path file) throws IOException {
            Path target = target(file);
            Path part = target.resolveSibling("." + target.getFileName() + ".part");
            return new Part(part, MadeFolders.make(Objects.requireNonNull(part.getParent())));
        }

        /// The folders go with it.
        public void discard() throws IOException {
            try {
                Files.deleteIfExists(file);
            } finally {
                MadeFolders.removeEmpty(made);
            }
        }

        /// The same because of something that is told of, with what stands in the way.
        public void discard(Throwable reason) {
            try {
                discard();
            } catch (IOException stuck) {
                reason.addSuppressed(stuck);
            }
        }
    }

    /// What is to be replaced: where the name is a link, the file that it leads to. A file in place of a device would
    /// take the device away from all programs.
    private static Path target(Path file) throws IOException {
        if (!Files.exists(file)) {
            return file.toAbsolutePath();
        }
        if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
            throw new FileSystemException(file.toString(), null, "it is a device or a pipe; name a file");
        }
        return file.toRealPath();
    }

    /// Forces what was written to the disk, gives it its name, and forces the name.
    public static void complete(Path part, Path file) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            force(part, StandardOpenOption.WRITE);
            Files.move(part, target(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forceNames(Objects.requireNonNull(part.getParent()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Gives a folder another name on its disk, with all that is in it, in one step. Of several processes that do this
    /// at once, one alone succeeds.
    ///
    /// @throws IOException where the folder is not there, or one with content has the name already
    public static void renameFolder(Path folder, Path name) throws IOException {
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path path, OpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        } catch (ClosedByInterruptException stopped) {
            // the thread is to end soon, and the file is written
        }
    }

    /// Windows opens no folder as a file, and needs no such thing.
    private static void forceNames(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException unneeded) {
            // the file has its name; that it would keep it after a loss of power cannot be asked for here
        }
    }

    /// @return an [InvalidRequestException] for a path that no file can have here, an [UncheckedIOException] for a disk
    ///     that is full or fails
    public static RuntimeException failed(Path file, IOException refused) {
        String reason = Files.isDirectory(file) ? "it is a folder; name a file" : Unreadable.reason(refused);
        String complaint = "%s cannot be written: %s".formatted(file, reason);
        boolean byPath = refused instanceof FileSystemException && !reason.startsWith("No space");
        return byPath ? new InvalidRequestException(complaint, refused) : new UncheckedIOException(complaint, refused);
    }
}
