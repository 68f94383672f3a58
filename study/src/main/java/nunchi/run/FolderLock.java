package nunchi.run;

import java.io.IOException;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import nunchi.file.LockFile;
import nunchi.file.Unreadable;

/// Lets one process and one thread at a time train into a folder.
public final class FolderLock implements AutoCloseable {
    private final LockFile file;

    private FolderLock(LockFile file) {
        this.file = file;
    }

    /// @throws InvalidRequestException where the folder is locked already, is not there, or cannot be written to
    static FolderLock take(Path folder) {
        try {
            LockFile file = LockFile.take(folder);
            if (file == null) {
                throw new InvalidRequestException(
                        "%s is being trained already, by another process or thread; wait for its end or stop it"
                                .formatted(folder));
            }
            return new FolderLock(file);
        } catch (IOException refused) {
            throw new InvalidRequestException(
                    "the folder %s cannot be locked for training: %s".formatted(folder, Unreadable.reason(refused)),
                    refused);
        }
    }

    /// Whether the folder is still there, and is the one that was locked.
    boolean isHeld() {
        return file.isHeld();
    }

    @Override
    public void close() {
        file.close();
    }
}
