package nunchi.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.file.StoredJson;
import nunchi.train.Figures;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as lines of JSON, each at once, so that what happened before a kill is in the file.
final class Journal implements TrainingListener, AutoCloseable {
    private final RunFolder folder;
    private final FolderLock lock;
    /// Unlike a channel, it is not closed by an interrupt of the thread.
    private final FileOutputStream out;

    private Journal(RunFolder folder, FolderLock lock) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.out = new FileOutputStream(folder.file(RunFolder.JOURNAL).toFile(), true);
    }

    /// Begins a new one.
    ///
    /// @param lock on the folder, held for as long as the journal is open
    /// @throws InvalidRequestException where there is one already
    static Journal create(RunFolder folder, FolderLock lock) {
        try {
            Files.createFile(folder.file(RunFolder.JOURNAL));
            return new Journal(folder, lock);
        } catch (FileAlreadyExistsException taken) {
            throw new InvalidRequestException("the folder %s is not empty; %s".formatted(folder.path(), Remedy.OTHER_FOLDER), taken);
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    /// Goes on after the end of an epoch; what was told of later ones is forgotten.
    ///
    /// @param epoch from 1; 0 to begin again
    /// @throws InvalidRequestException where it is damaged, or does not reach to the epoch
    static Journal resume(RunFolder folder, FolderLock lock, int epoch) {
        Path file = folder.file(RunFolder.JOURNAL);
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int length = lengthThrough(file, epoch, bytes);
            Check.require(epoch == 0 || length > 0, "%s does not reach to epoch %d, after which %s goes on; bring the whole journal back, or begin a new run"
                    .formatted(file, epoch, RunFolder.STATE));
            if (length < bytes.length) {
                cut(file, length);
            }
            return new Journal(folder, lock);
        } catch (IOException refused) {
            throw failed(refused);
        } catch (JacksonException damaged) {
            throw new InvalidRequestException("%s has a line that is no JSON; take it out to go on".formatted(file), damaged);
        }
    }

    private static void cut(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /// The bytes through the line of this epoch, or none where there is no such line.
    private static int lengthThrough(Path file, int epoch, byte[] bytes) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JsonNode line = StoredJson.line(file, new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
                if (line.path("event").asString("").equals("epoch") && line.path("epoch").asInt() == epoch) {
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
            case TrainingEvent.Failed failed -> Json.object().put("event", "failed").put("reason", Remedy.stored(failed.reason()));
            case TrainingEvent.Progressed _, TrainingEvent.Measuring _, TrainingEvent.Resumable _, TrainingEvent.Stopped _,
                    TrainingEvent.Inspected _ -> null;
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
        if (!lock.isHeld()) {
            throw new TrainingFailedException("the folder %s was deleted or replaced while it was trained into; begin again in a new one".formatted(folder.path()));
        }
        try {
            out.write((Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    /// Puts every line on the disk, so that a checkpoint that is stored next never knows of epochs that the journal lost.
    void force() {
        try {
            out.getFD().sync();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }
}
