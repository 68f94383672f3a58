package nunchi.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.file.LockFile;
import nunchi.file.Unreadable;

/// A run's `control.jsonl`, by which anyone steers its training: one [Command] a line. The training reads what is added
/// at most five times a second, between two steps; what was there when it began counts for nothing.
public final class ControlFile {
    public static final String NAME = "control.jsonl";
    private static final String JOURNAL = "journal.jsonl";
    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private ControlFile() {}

    /// Gives a command to the training of a run, and returns at once.
    ///
    /// @param run the run's folder
    /// @throws InvalidRequestException when the command is not known or its value cannot be set, when the folder holds
    ///                                 no run that is in training, or when it cannot be written to
    public static void append(Path run, Command command) {
        byte[] line = (Codec.line(command.required()) + "\n").getBytes(StandardCharsets.UTF_8);
        requireInTraining(run);
        Path file = run.resolve(NAME);
        try (FileChannel channel = FileChannel.open(file, APPENDING)) {
            // one call, so that the lines of two writers do not mix
            channel.write(ByteBuffer.wrap(line));
        } catch (IOException refused) {
            throw new InvalidRequestException(
                    "%s cannot be written (%s); the training goes on as it is"
                            .formatted(file, Unreadable.reason(refused)),
                    refused);
        }
    }

    /// @throws InvalidRequestException when the folder holds no run whose training goes on at present
    private static void requireInTraining(Path run) {
        Check.require(Files.isDirectory(run), "there is no folder %s; name the folder of a run".formatted(run));
        Path journal = run.resolve(JOURNAL);
        Check.require(
                Files.exists(journal),
                "%s is not a run in training: it has no %s; name the folder of a run, of a search one of its trials"
                        .formatted(run, JOURNAL));
        List<JournalLine> lines = JournalFile.read(journal);
        boolean over = !lines.isEmpty()
                && (lines.getLast() instanceof JournalLine.Finished || lines.getLast() instanceof JournalLine.Failed);
        Check.require(
                LockFile.isTaken(run) && !over,
                "%s is not in training, so there is nothing to steer; resume it first if it was interrupted"
                        .formatted(run));
    }
}
