package nunchi.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A folder's file `.lock`, which one process and one thread at a time can hold. Nobody opens it for anything else:
/// where a process closes any of its openings of a file, POSIX takes all its locks on that file away. Its holder
/// deletes it in the end; a kill leaves the file, and releases the lock.
public final class LockFile implements AutoCloseable {
    public static final String NAME = ".lock";
    /// Somebody may only be asking whether it is taken.
    private static final int ATTEMPTS = 4;
    private static final long ASKING_NANOSECONDS = 5_000_000;
    /// Those held by this process, which must not even be opened a second time.
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;
    private final Object key;

    private LockFile(Path file, FileChannel channel, Object key) {
        this.file = file;
        this.channel = channel;
        this.key = key;
    }

    /// @return null where another process or thread has the folder's
    /// @throws IOException where the folder is not there, or cannot be written to
    public static @Nullable LockFile take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(NAME);
        synchronized (HELD) {
            LockFile lock = HELD.contains(file) ? null : locked(file);
            if (lock != null) {
                HELD.add(file);
            }
            return lock;
        }
    }

    /// Whether another process has a folder's, or this one. Asking takes it for a moment, as one of many that may read,
    /// for which [#take] waits.
    public static boolean isTaken(Path folder) {
        Path file = folder.resolve(NAME);
        synchronized (HELD) {
            try {
                if (HELD.contains(folder.toRealPath().resolve(NAME))) {
                    return true;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    return channel.tryLock(0, Long.MAX_VALUE, true) == null;
                }
            } catch (IOException absent) {
                return false;
            }
        }
    }

    /// A file that its holder deletes between opening and locking can be locked, but protects nothing any more: then
    /// its successor is tried.
    private static @Nullable LockFile locked(Path file) throws IOException {
        while (true) {
            make(file);
            try {
                Object key = key(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                if (!isLocked(channel)) {
                    return null;
                }
                LockFile lock = new LockFile(file, channel, key);
                if (lock.isHeld()) {
                    return lock;
                }
                channel.close();
            } catch (NoSuchFileException deleted) {
                continue;
            }
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException there) {
            // of another, or left by a kill
            return;
        }
    }

    /// @return false where another has it; the channel is closed then
    private static boolean isLocked(FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            for (int attempt = 1; attempt < ATTEMPTS && !locked; attempt++) {
                LockSupport.parkNanos(ASKING_NANOSECONDS);
                locked = channel.tryLock() != null;
            }
            return locked;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
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
            try (channel) {
                if (isHeld()) {
                    Files.delete(file);
                }
            } catch (IOException left) {
                // the system releases the lock when the process ends
            } finally {
                HELD.remove(file);
            }
        }
    }
}
