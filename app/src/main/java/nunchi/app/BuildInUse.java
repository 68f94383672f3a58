package nunchi.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The build that this program was started from: while it runs, no later build takes its jars away.
final class BuildInUse {
    /// Held until the program ends.
    private static @Nullable FileLock lock;

    private BuildInUse() {}

    /// Locks the file named by the property `nunchi.used`; without it, or where the file system has no locks, nothing
    /// is held.
    static void hold() {
        String file = System.getProperty("nunchi.used");
        if (file == null || lock != null) {
            return;
        }
        try {
            lock = FileChannel.open(Path.of(file)).tryLock(0, Long.MAX_VALUE, true);
        } catch (IOException | RuntimeException unavailable) {
            // An installed program has no builds, and needs no lock.
            return;
        }
    }
}
