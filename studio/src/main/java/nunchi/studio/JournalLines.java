package nunchi.studio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines of a journal from a place on, as far as they are whole.
final class JournalLines {
    /// Large, and not drawn while a run is trained.
    static final String HISTOGRAMS = "{\"event\":\"histograms\"";

    private static final int MOST = 1 << 24;

    private final Path journal;
    private long at;

    JournalLines(Path journal, long from) {
        this.journal = journal;
        this.at = from;
    }

    /// Where the next line begins, in bytes.
    long at() {
        return at;
    }

    /// What has been added since the last question.
    ///
    /// @param cut   whether the journal was cut back, as when a training is continued from a checkpoint: these are its
    ///              lines from the first on
    /// @param lines without distributions of weights
    record Added(boolean cut, List<String> lines) {}

    Added added() throws IOException {
        if (!Files.exists(journal)) {
            return new Added(false, List.of());
        }
        try (FileChannel channel = FileChannel.open(journal)) {
            boolean cut = channel.size() < at;
            if (cut) {
                at = 0;
            }
            List<String> lines = new ArrayList<>();
            byte[] bytes = read(channel);
            int begin = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    String line = new String(bytes, begin, i - begin, StandardCharsets.UTF_8).strip();
                    begin = i + 1;
                    if (!line.isEmpty() && !line.startsWith(HISTOGRAMS)) {
                        lines.add(line);
                    }
                }
            }
            at += begin;
            return new Added(cut, lines);
        }
    }

    private byte[] read(FileChannel channel) throws IOException {
        byte[] bytes = new byte[(int) Math.min(channel.size() - at, MOST)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            // until it is full or the file ends
            continue;
        }
        return buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes;
    }
}
