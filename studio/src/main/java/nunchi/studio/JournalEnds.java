package nunchi.studio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import nunchi.check.InvalidRequestException;
import nunchi.codec.MalformedException;
import nunchi.file.Unreadable;
import nunchi.record.EpochRecord;
import nunchi.record.JournalFile;
import nunchi.record.JournalLine;
import org.jspecify.annotations.Nullable;

/// What a table needs of a journal: how the training began, its last epoch, and how it ended. Only the first line and
/// the last ones are read, however long the journal is.
///
/// @param started null before there is a whole line
/// @param last    null before the first epoch has ended
/// @param ended   the status of a finished training, `failed` of another; null where it has no end
record JournalEnds(
        JournalLine.@Nullable Started started,
        @Nullable EpochRecord last,
        @Nullable String ended) {
    private static final String FAILED = "failed";
    private static final int BLOCK = 1 << 14;

    /// @return without anything where there is no such file
    /// @throws InvalidRequestException when a line is not what Nunchi writes
    static JournalEnds read(Path journal) {
        try (FileChannel channel = FileChannel.open(journal)) {
            String first = text(channel, 0, Math.min(BLOCK, channel.size()));
            int end = first.indexOf('\n');
            JournalLine begun = end < 0 ? null : JournalFile.line(journal, first.substring(0, end));
            JournalEnds ends =
                    new JournalEnds(begun instanceof JournalLine.Started started ? started : null, null, null);
            for (long block = BLOCK; ; block *= 4) {
                long from = Math.max(0, channel.size() - block);
                JournalEnds found = ends.with(journal, text(channel, from, channel.size() - from), from == 0);
                if (found.last != null || from == 0) {
                    return found;
                }
            }
        } catch (NoSuchFileException none) {
            return new JournalEnds(null, null, null);
        } catch (IOException unreadable) {
            throw new InvalidRequestException(
                    "the journal %s cannot be read: %s".formatted(journal, Unreadable.reason(unreadable)), unreadable);
        } catch (MalformedException damaged) {
            throw new InvalidRequestException("%s is damaged: a line is no JSON".formatted(journal), damaged);
        }
    }

    /// Backward through the whole lines of a text, as far as the last epoch.
    ///
    /// @param whole whether the text begins with a line, and not within one
    private JournalEnds with(Path journal, String text, boolean whole) {
        String status = null;
        int end = text.lastIndexOf('\n');
        while (end >= 0) {
            int begin = text.lastIndexOf('\n', end - 1);
            if (begin < 0 && !whole) {
                break;
            }
            String line = text.substring(begin + 1, end).strip();
            JournalLine event =
                    line.isEmpty() || line.startsWith(JournalLines.HISTOGRAMS) ? null : JournalFile.line(journal, line);
            if (event instanceof EpochRecord epoch) {
                return new JournalEnds(started, epoch, status);
            }
            if (status == null && event instanceof JournalLine.Finished finished) {
                status = finished.status();
            } else if (status == null && event instanceof JournalLine.Failed) {
                status = FAILED;
            }
            end = begin;
        }
        return new JournalEnds(started, null, status);
    }

    private static String text(FileChannel channel, long from, long size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // until it is full or the file ends
            continue;
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
}
