package nunchi.studio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The lines of a journal from a place on, as far as they are whole.
final class JournalLines {
    private static final int MOST = 1 << 24;
    /// Large, and not drawn while a run is trained.
    static final String HISTOGRAMS = "{\"event\":\"histograms\"";

    private final Path journal;
    private long at;

    JournalLines(Path journal, long from) {
        this.journal = journal;
        this.at = from;
    }

    /// What has been added since the last question, as events; empty for nothing.
    String events() throws IOException {
        StringBuilder events = new StringBuilder();
        if (!Files.exists(journal)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(journal)) {
            if (channel.size() < at) {
                at = 0;
                events.append("event: cut\ndata: {}\n\n");
            }
            byte[] bytes = read(channel);
            int begin = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    String line = new String(bytes, begin, i - begin, StandardCharsets.UTF_8).strip();
                    begin = i + 1;
                    if (!line.isEmpty() && !line.startsWith(HISTOGRAMS)) {
                        events.append("id: %d\ndata: %s\n\n".formatted(at + begin, line));
                    }
                }
            }
            at += begin;
        }
        return events.toString();
    }

    private byte[] read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel.size() - at, MOST));
        while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
            // until it is full or the file ends
            continue;
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
