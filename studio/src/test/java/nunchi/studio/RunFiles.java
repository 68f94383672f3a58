package nunchi.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Folders as trainings leave them, written by hand.
final class RunFiles {
    private RunFiles() {}

    static String epoch(int epoch) {
        return "{\"event\":\"epoch\",\"epoch\":%d,\"loss\":%s,\"val_loss\":%s,\"val_accuracy\":0.5,\"learning_rate\":0.1,\"seconds\":1.0}\n"
                .formatted(epoch, 1.0 / epoch, 2.0 / epoch);
    }

    /// A run that is being trained or was interrupted.
    static Path begun(Path folder, String name, int epochs, int batch) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                run.resolve("journal.jsonl"),
                "{\"event\":\"started\",\"name\":\"study\",\"seed\":7,\"rows\":100,\"batch\":%d,\"steps\":4,\"epochs\":10}\n"
                                .formatted(batch)
                        + IntStream.rangeClosed(1, epochs)
                                .mapToObj(RunFiles::epoch)
                                .collect(Collectors.joining()));
        Files.writeString(
                run.resolve("experiment.yaml"), "name: study\ndata: {name: digits, batch: %d}\n".formatted(batch));
        return run;
    }

    static Path finished(Path folder, String name, int epochs, int batch) throws IOException {
        Path run = begun(folder, name, epochs, batch);
        Files.writeString(
                run.resolve("result.json"),
                "{\"kind\":\"run\",\"name\":\"study\",\"status\":\"finished\",\"seed\":7,\"epochs\":%d}"
                        .formatted(epochs));
        Files.writeString(run.resolve("report.html"), "<!DOCTYPE html><title>report of " + batch + "</title>");
        return run;
    }

    /// Another of the same settings but for the seed, with an accuracy of its test set.
    static void seeded(Path folder, String name, int batch, long seed, double accuracy) throws IOException {
        Path run = finished(folder, name, 3, batch);
        Files.writeString(
                run.resolve("experiment.yaml"),
                "name: study\nseed: %d\ndata: {name: digits, batch: %d}\n".formatted(seed, batch));
        Files.writeString(
                run.resolve("result.json"),
                "{\"kind\":\"run\",\"name\":\"study\",\"status\":\"finished\",\"seed\":%d,\"epochs\":3,\"test\":{\"loss\":0.5,\"accuracy\":%s}}"
                        .formatted(seed, accuracy));
    }

    static void append(Path run, String line) throws IOException {
        Files.writeString(run.resolve("journal.jsonl"), line, StandardOpenOption.APPEND);
    }
}
