package nunchi.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import nunchi.check.InvalidRequestException;
import nunchi.codec.MalformedException;
import nunchi.experiment.Intervention;
import nunchi.file.StoredFile;
import nunchi.file.Unreadable;
import nunchi.record.Codec;
import nunchi.record.Command;
import nunchi.record.ControlFile;
import nunchi.train.Steering;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingListener;

/// Does what is added to a run's [ControlFile] while it is trained. A line that is no command is left out.
final class Control implements TrainingListener {
    private static final int MOST_BYTES = 1 << 16;

    private final Path file;
    private final Consumer<String> warnings;
    private long read;
    private boolean warned;

    /// @param warnings hears of the first line that is left out
    Control(RunFolder folder, Consumer<String> warnings) {
        this.file = folder.file(ControlFile.NAME);
        this.warnings = warnings;
        // what was asked of a training before this one
        this.read = file.toFile().length();
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.Steerable steerable) {
            follow(steerable.steering());
        }
    }

    /// Without a new line it costs one question for the file's length.
    private void follow(Steering steering) {
        long length = file.toFile().length();
        read = Math.min(read, length);
        if (length == read) {
            return;
        }
        try {
            String added = added((int) Math.min(length - read, MOST_BYTES));
            int end = added.lastIndexOf('\n') + 1;
            if (end == 0 && added.length() == MOST_BYTES) {
                read = length;
                warn("a line is longer than %d KiB".formatted(MOST_BYTES >> 10));
            }
            read += end;
            added.substring(0, end).lines().filter(line -> !line.isBlank()).forEach(line -> apply(line, steering));
        } catch (IOException unreadable) {
            warn("it cannot be read (%s)".formatted(Unreadable.reason(unreadable)));
        }
    }

    /// One character for each byte, so that lengths are those of the file.
    private String added(int length) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[length];
            content.seek(read);
            content.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private void apply(String line, Steering steering) {
        try {
            apply(Codec.read(line, Command.class).required(), steering);
        } catch (InvalidRequestException | MalformedException | StackOverflowError refused) {
            warn("a line is no command (%s)".formatted(StoredFile.reason(refused)));
        }
    }

    private static void apply(Command command, Steering steering) {
        switch (command.command()) {
            case Intervention.PAUSE -> steering.pause();
            case Intervention.RESUME -> steering.resume();
            case Intervention.STOP -> steering.stop();
            case Intervention.CHECKPOINT -> steering.checkpoint();
            default -> steering.setLearningRate(Objects.requireNonNull(command.value()));
        }
    }

    private void warn(String reason) {
        if (!warned) {
            warned = true;
            warnings.accept("%s was not followed: %s; the training goes on".formatted(file, reason));
        }
    }
}
