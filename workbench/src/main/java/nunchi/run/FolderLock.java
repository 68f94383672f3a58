package nunchi.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import nunchi.check.InvalidRequestException;
import nunchi.file.Unreadable;

/// Lets one process and one thread at a time train into a folder. What is locked is the file `.lock` in it, which nobody opens for anything else: where
/// a process closes any of its openings of a file, POSIX takes all its locks on that file away. The file stays, since a file that is deleted can be
/// locked by one process while another locks its successor; a kill releases the lock.
public final class FolderLock implements AutoCloseable {
    static final String FILE = ".lock";
    /// Folders locked by this process, in which a second opening must not even begin.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path real;
    private final Path file;
    private final FileChannel channel;
    private final Object key;

    private FolderLock(Path real, FileChannel channel) throws IOException {
        this.real = real;
        this.file = real.resolve(FILE);
        this.channel = channel;
        this.key = key(file);
    }

    /// @throws InvalidRequestException where the folder is locked already, is not there, or cannot be written to
    static FolderLock take(Path folder) {
        try {
            Path real = folder.toRealPath();
            synchronized (HELD) {
                if (HELD.contains(real)) {
                    throw taken(folder);
                }
                FolderLock lock = new FolderLock(real, locked(folder, real.resolve(FILE)));
                HELD.add(real);
                return lock;
            }
        } catch (IOException refused) {
            throw refused(folder, refused);
        }
    }

    private static InvalidRequestException refused(Path folder, IOException refused) {
        return new InvalidRequestException("the folder %s cannot be locked for training: %s".formatted(folder, Unreadable.reason(refused)), refused);
    }

    private static FileChannel locked(Path folder, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(folder);
            }
            return channel;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private static InvalidRequestException taken(Path folder) {
        return new InvalidRequestException("%s is being trained already, by another process or thread; wait for its end or stop it".formatted(folder));
    }

    /// Whether the folder is still there, and is the one that was locked.
    boolean isHeld() {
        try {
            return Objects.equals(key, key(file));
        } catch (IOException gone) {
            return false;
        }
    }

    /// Null where the file system numbers no files.
    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.close();
            } catch (IOException left) {
                // the system releases the lock when the process ends
            } finally {
                HELD.remove(real);
            }
        }
    }
}
