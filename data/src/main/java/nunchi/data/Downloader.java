package nunchi.data;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.file.LockFile;
import nunchi.file.MadeFolders;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import org.jspecify.annotations.Nullable;

/// Fetches files from their mirrors, one after another until one gives what it should.
///
/// What is there already is never overwritten. A file grows under its name with `.part`; a download that broke off goes
/// on where it stopped if the mirror still has the same file, and is compared with its checksums before it is moved to
/// its name in one step.
///
/// @param listener hears of it
/// @param patience how long a mirror may take to answer, and to send more
public record Downloader(DownloadListener listener, Duration patience) {
    private static final int ATTEMPTS = 3;

    public Downloader(DownloadListener listener) {
        this(listener, Duration.ofSeconds(20));
    }

    /// Fetches what is missing of a set; a file that is there is left as it is.
    ///
    /// @param folder where the files belong; made if it is not there
    /// @return the files fetched
    /// @throws InvalidRequestException when no mirror gives a file: why, and what to put where by hand
    List<Path> fetch(SourceFiles files, Path folder) {
        if (files.missing(folder).isEmpty()) {
            return List.of();
        }
        List<Path> made = List.of();
        try {
            made = MadeFolders.make(folder);
            try (LockFile lock = LockFile.take(folder)) {
                Check.require(
                        lock != null,
                        "%s is being fetched into %s already, by another process or thread; wait for its end"
                                .formatted(files.set(), folder));
                return fetchMissing(files, folder);
            }
        } catch (IOException unwritable) {
            throw unwritable(folder, unwritable);
        } finally {
            MadeFolders.removeEmpty(made);
        }
    }

    private List<Path> fetchMissing(SourceFiles files, Path folder) {
        List<Path> fetched = new ArrayList<>();
        List<Download> missing = files.missing(folder);
        for (Download download : missing) {
            List<Download> left = missing.subList(fetched.size(), missing.size());
            fetched.add(fetch(files.set(), download, folder, left));
        }
        return fetched;
    }

    private static InvalidRequestException unwritable(Path path, IOException refused) {
        return new InvalidRequestException(
                "%s cannot be written: %s; make room or %s"
                        .formatted(path, Unreadable.reason(refused), Remedy.OTHER_DATA_FOLDER),
                refused);
    }

    private Path fetch(String set, Download download, Path folder, List<Download> left) {
        Path part = folder.resolve(download.file() + ".part");
        try (FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<String> reasons = new ArrayList<>();
            for (URI mirror : download.mirrors()) {
                String reason = attempts(download, mirror, new PartFile(part, channel));
                if (reason == null) {
                    return moved(download, part, folder.resolve(download.file()));
                }
                reasons.add("%s: %s".formatted(mirror.getHost(), reason));
            }
            if (channel.size() == 0) {
                Files.delete(part);
            }
            throw new InvalidRequestException("%s could not be fetched (%s); %s by hand"
                    .formatted(set, String.join("; ", reasons), SourceFiles.remedy(left, folder)));
        } catch (IOException unwritable) {
            throw unwritable(part, unwritable);
        }
    }

    /// @return null when the whole file is there and right, else why not
    private @Nullable String attempts(Download download, URI mirror, PartFile part) throws IOException {
        String reason = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = part.size();
            Transfer transfer = new Transfer(download, mirror, part, this);
            reason = transfer.run();
            if (reason == null) {
                reason = wrong(download, part);
                if (reason == null) {
                    return null;
                }
                part.discard();
            }
            listener.on(new DownloadEvent.MirrorFailed(download.file(), mirror, reason));
            if (!transfer.worthRepeating() && before == 0) {
                return reason;
            }
        }
        return reason;
    }

    /// What is wrong with the content that was received.
    private static @Nullable String wrong(Download download, PartFile part) {
        try {
            SequencedMap<String, String> found = Archive.checksums(part.path(), download.file(), download.limit());
            for (Map.Entry<String, String> expected : download.contents().entrySet()) {
                String checksum = found.get(expected.getKey());
                if (checksum == null) {
                    return "what it sent has no file " + expected.getKey();
                }
                if (!expected.getValue().isEmpty() && !expected.getValue().equals(checksum)) {
                    return "what it sent is not %s: its content has the SHA-256 %s; expected %s"
                            .formatted(expected.getKey(), checksum, expected.getValue());
                }
            }
            return null;
        } catch (InvalidRequestException damaged) {
            return "what it sent is not " + download.file();
        }
    }

    private Path moved(Download download, Path part, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        WholeFile.complete(part, target);
        Files.deleteIfExists(PartFile.origin(part));
        listener.on(new DownloadEvent.Finished(download.file(), target));
        return target;
    }
}
