package nunchi.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// A folder's file `.lock`, which one process and one thread at a time can hold. Nobody opens it for anything else: where a process closes any of its openings
/// of a file, POSIX takes all its locks on that file away. The file stays, since a file that is deleted can be locked by one process while another locks its
/// successor; a kill releases the lock.
public final class LockFile implements AutoCloseable {
    public static final String NAME = ".lock";
    /// Those held by this process, which must not even be opened a second time.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;
    private final Object key;

    private LockFile(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.key = key(file);
    }

    /// @return null where another process or thread has the folder's
    /// @throws IOException where the folder is not there, or cannot be written to
    public static LockFile take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(NAME);
        synchronized (HELD) {
            FileChannel channel = HELD.contains(file) ? null : locked(file);
            if (channel == null) {
                return null;
            }
            LockFile lock = new LockFile(file, channel);
            HELD.add(file);
            return lock;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
        channel.close();
        return null;
    }

    /// Whether the folder is still there, and is the one that was locked.
    public boolean isHeld() {
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
                HELD.remove(file);
            }
        }
    }
}
