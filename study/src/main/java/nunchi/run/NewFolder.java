package nunchi.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.file.MadeFolders;
import nunchi.file.Unreadable;
import org.jspecify.annotations.Nullable;

/// A folder in which work is begun, locked for as long as that goes on. Nothing stays of work that is refused before it
/// comes to anything.
public final class NewFolder {
    private final RunFolder folder;
    private final FolderLock lock;

    private NewFolder(RunFolder folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes the folder and does the work. Where that is refused, or fails before it has written anything, the folder
    /// is again as it was before: not there, or empty.
    ///
    /// @param out  the folder, which must not exist or be empty; null for `runs/2026-11-21-1502-NAME`
    /// @param name of the experiment
    /// @throws InvalidRequestException when the folder is occupied or cannot be made, or another begins in it at the
    ///                                 same time
    public static <T> T begin(@Nullable Path out, String name, Function<NewFolder, T> work) {
        List<Path> made = new ArrayList<>();
        try {
            RunFolder folder = new RunFolder(
                    out == null ? fresh(RunFolder.RUNS, name, LocalDateTime.now(), made) : claimed(out, made));
            try (FolderLock lock = folder.lock()) {
                folder.requireEmpty();
                return new NewFolder(folder, lock).result(work);
            }
        } catch (IOException refused) {
            Path wanted = out == null ? RunFolder.RUNS : out;
            throw new InvalidRequestException(
                    "the folder %s cannot be made (%s); %s"
                            .formatted(wanted, Unreadable.reason(refused), Remedy.OTHER_FOLDER),
                    refused);
        } finally {
            remove(made);
        }
    }

    private <T> T result(Function<NewFolder, T> work) {
        try {
            return work.apply(this);
        } catch (InvalidRequestException refused) {
            clear(!folder.holdsWork(), refused);
            throw refused;
        } catch (RuntimeException | Error failed) {
            clear(folder.isBare(), failed);
            throw failed;
        }
    }

    private void clear(boolean wanted, Throwable reason) {
        try {
            if (wanted && lock.isHeld()) {
                folder.clear();
            }
        } catch (IOException stuck) {
            reason.addSuppressed(stuck);
        }
    }

    /// Where the work is to be written.
    public RunFolder folder() {
        return folder;
    }

    FolderLock lock() {
        return lock;
    }

    /// One at a time with [#remove], so that no folder goes between its making and what is put there.
    private static synchronized Path claimed(Path out, List<Path> made) throws IOException {
        Check.require(
                !Files.exists(out) || Files.isDirectory(out), "%s is a file; a run needs a folder".formatted(out));
        made.addAll(MadeFolders.make(out));
        new RunFolder(out).requireEmpty();
        Check.require(
                Files.isWritable(out), "the folder %s cannot be written to; %s".formatted(out, Remedy.OTHER_FOLDER));
        return out;
    }

    /// `runs/2026-11-21-1502-NAME`; on a clash `-2` follows, then `-3`.
    static synchronized Path fresh(Path runs, String name, LocalDateTime now, List<Path> made) throws IOException {
        made.addAll(MadeFolders.make(runs));
        String stem = RunFolder.stem(name, now);
        for (int attempt = 1; ; attempt++) {
            try {
                made.addFirst(Files.createDirectory(runs.resolve(attempt == 1 ? stem : stem + "-" + attempt)));
                return made.getFirst();
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
    }

    private static synchronized void remove(List<Path> made) {
        MadeFolders.removeEmpty(made);
    }
}
