package nunchi.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nunchi.check.InvalidRequestException;
import nunchi.train.Figures;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as lines of JSON, each at once, so that what happened before a kill is on the disk. While it is open, nobody else
/// can open the run's journal to write, so that two processes never train into one folder.
final class Journal implements TrainingListener, AutoCloseable {
    /// Far behind the end: a lock over the lines would keep others from reading them on some systems.
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /// Begins a new one.
    ///
    /// @throws InvalidRequestException where there is one already
    static Journal create(RunFolder folder) {
        try {
            return locked(folder, FileChannel.open(folder.file(RunFolder.JOURNAL), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (FileAlreadyExistsException taken) {
            throw new InvalidRequestException("the folder %s is not empty; choose another with --out".formatted(folder.path()), taken);
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    /// Goes on after the end of an epoch; what was told of later ones is forgotten.
    ///
    /// @param epoch from 1; 0 to begin again
    /// @throws InvalidRequestException where another training has it open
    static Journal resume(RunFolder folder, int epoch) {
        try {
            Path file = folder.file(RunFolder.JOURNAL);
            Journal journal = locked(folder, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            journal.channel.truncate(lengthThrough(epoch, Files.readAllBytes(file)));
            journal.channel.position(journal.channel.size());
            return journal;
        } catch (IOException refused) {
            throw failed(refused);
        } catch (JacksonException damaged) {
            throw new InvalidRequestException("%s has a line that is no JSON; take it out to go on".formatted(folder.file(RunFolder.JOURNAL)), damaged);
        }
    }

    private static Journal locked(RunFolder folder, FileChannel channel) throws IOException {
        boolean free;
        try {
            free = channel.tryLock(LOCKED, 1, false) != null;
        } catch (OverlappingFileLockException here) {
            free = false;
        }
        if (!free) {
            channel.close();
            throw new InvalidRequestException("%s is being trained already, by another process or thread; wait for its end or stop it".formatted(folder.path()));
        }
        return new Journal(channel);
    }

    /// The bytes through the line of this epoch, or none where there is no such line.
    private static int lengthThrough(int epoch, byte[] bytes) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JsonNode line = Json.read(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
                if (line.path("event").asString("").equals("epoch") && line.path("epoch").asInt(0) == epoch) {
                    return begin;
                }
            }
        }
        return 0;
    }

    private static TrainingFailedException failed(IOException refused) {
        return new TrainingFailedException("the run's journal cannot be written: " + refused.getMessage(), refused);
    }

    @Override
    public void on(TrainingEvent event) {
        ObjectNode line = switch (event) {
            case TrainingEvent.Started started -> started(started);
            case TrainingEvent.Histograms histograms -> HistogramsLine.of(histograms);
            case TrainingEvent.EpochEnded ended -> ended(ended);
            case TrainingEvent.Finished finished -> Json.object().put("event", "finished")
                    .put("status", finished.result().status().toString()).put("epochs", finished.result().epochs());
            case TrainingEvent.Failed failed -> Json.object().put("event", "failed").put("reason", failed.reason());
            case TrainingEvent.Progressed _, TrainingEvent.Measuring _, TrainingEvent.Resumable _, TrainingEvent.Inspected _ -> null;
        };
        if (line != null) {
            write(line);
        }
    }

    private static ObjectNode started(TrainingEvent.Started started) {
        if (started.trained() > 0) {
            return Json.object().put("event", "resumed").put("epoch", started.trained());
        }
        return Json.object().put("event", "started").put("name", started.name()).put("seed", started.seed())
                .put("rows", started.rows()).put("batch", started.batch()).put("steps", started.steps()).put("epochs", started.epochs());
    }

    private static ObjectNode ended(TrainingEvent.EpochEnded ended) {
        ObjectNode line = Json.object().put("event", "epoch").put("epoch", ended.epoch());
        put(line, "", ended.running());
        put(line, "val_", ended.validation());
        put(line, "test_", ended.test());
        return line.put("learning_rate", ended.learningRate()).put("seconds", ended.seconds());
    }

    private static void put(ObjectNode line, String prefix, Figures figures) {
        if (figures == null) {
            return;
        }
        line.set(prefix + "loss", Json.number(figures.loss()));
        if (figures.hasAccuracy()) {
            line.put(prefix + "accuracy", figures.accuracy());
        }
        figures.metrics().forEach((name, value) -> line.set(prefix + name, Json.number(value)));
    }

    private void write(ObjectNode line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }
}
