package nunchi.run;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import nunchi.train.Figures;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;
import nunchi.train.TrainingListener;
import tools.jackson.databind.node.ObjectNode;

/// Writes events as lines of JSON, each at once, so that what happened before a kill is on the disk.
final class Journal implements TrainingListener, AutoCloseable {
    private final Writer writer;

    Journal(Path file) {
        try {
            writer = Files.newBufferedWriter(file);
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    private static TrainingFailedException failed(IOException refused) {
        return new TrainingFailedException("the run's journal cannot be written: " + refused.getMessage(), refused);
    }

    @Override
    public void on(TrainingEvent event) {
        ObjectNode line = switch (event) {
            case TrainingEvent.Started started -> started(started);
            case TrainingEvent.EpochEnded ended -> ended(ended);
            case TrainingEvent.Finished finished -> Json.object().put("event", "finished")
                    .put("status", finished.result().status().toString()).put("epochs", finished.result().epochs());
            case TrainingEvent.Failed failed -> Json.object().put("event", "failed").put("reason", failed.reason());
            case TrainingEvent.Progressed _, TrainingEvent.Resumable _ -> null;
        };
        if (line != null) {
            write(line);
        }
    }

    private static ObjectNode started(TrainingEvent.Started started) {
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
    }

    private void write(ObjectNode line) {
        try {
            writer.write(Json.line(line) + "\n");
            writer.flush();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException refused) {
            throw failed(refused);
        }
    }
}
