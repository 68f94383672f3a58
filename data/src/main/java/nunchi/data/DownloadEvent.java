package nunchi.data;

import java.net.URI;
import java.nio.file.Path;

/// What happens while a file is downloaded.
public sealed interface DownloadEvent {
    /// @return the name of the file
    String file();

    /// A mirror answered and begins to send.
    ///
    /// @param already bytes that an earlier download left
    /// @param bytes   of the whole file; -1 where the mirror does not say
    record Started(String file, URI from, long already, long bytes) implements DownloadEvent {}

    /// More of it is here.
    ///
    /// @param done  bytes, those of an earlier download included
    /// @param bytes of the whole file; -1 where the mirror did not say
    record Progressed(String file, long done, long bytes) implements DownloadEvent {}

    /// A mirror did not give the file; it is asked again, or the next one is.
    record MirrorFailed(String file, URI from, String reason) implements DownloadEvent {}

    /// The file is complete, was compared with its checksums and lies in its place.
    record Finished(String file, Path place) implements DownloadEvent {}
}
