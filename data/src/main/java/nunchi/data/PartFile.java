package nunchi.data;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A download that is under way: the bytes so far, and beside them, under the name with `.from`, the address they came
/// from and the mark (the ETag or the date of the last change) that tells whether the mirror still has the same file.
///
/// @param channel of the path, open for writing
record PartFile(Path path, FileChannel channel) {

    static Path origin(Path part) {
        return part.resolveSibling(part.getFileName() + ".from");
    }

    long size() throws IOException {
        return channel.size();
    }

    /// The mark under which this mirror gave the bytes that are here; null where they are another's or none.
    @Nullable
    String mark(URI mirror) throws IOException {
        if (size() == 0 || !Files.isRegularFile(origin(path))) {
            return null;
        }
        List<String> lines = Files.readString(origin(path)).lines().toList();
        return lines.size() == 2 && lines.getFirst().equals(mirror.toString()) ? lines.getLast() : null;
    }

    /// Begins anew.
    ///
    /// @param mark may be null: then the download cannot go on later
    void begin(URI mirror, @Nullable String mark) throws IOException {
        discard();
        if (mark != null) {
            Files.writeString(origin(path), mirror + "\n" + mark + "\n");
        }
    }

    void append(ByteBuffer bytes) throws IOException {
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void discard() throws IOException {
        channel.truncate(0);
        Files.deleteIfExists(origin(path));
    }
}
